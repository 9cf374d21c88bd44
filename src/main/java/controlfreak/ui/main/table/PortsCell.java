package controlfreak.ui.main.table;

import controlfreak.figures.Ports;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeTableCell;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;

/**
 * The first port that a row's processes listen at, which a click opens in the browser, and how many more, which a click
 * lists; all of them in its tooltip. FX thread only.
 */
final class PortsCell extends TreeTableCell<Row, RowFacts> {
    private final Tooltip all = new Tooltip();
    private final Hyperlink first = new Hyperlink();
    private final Hyperlink more = new Hyperlink();
    private final HBox links = new HBox(first, more);

    PortsCell(PortLinks doors) {
        getStyleClass().add("ports");
        links.getStyleClass().add("port-links");
        first.setMinWidth(USE_PREF_SIZE);
        more.managedProperty().bind(more.visibleProperty());
        // The keyboard has the row's actions.
        first.setFocusTraversable(false);
        more.setFocusTraversable(false);
        // A link keeps to itself what would select the row that a menu is asked for.
        links.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> {
            if (event.getButton() != MouseButton.PRIMARY) {
                select();
            }
        });
        first.setOnAction(event -> {
            first.setVisited(false);
            doors.open(getTableRow().getItem(), Integer.parseInt(first.getText()));
        });
        more.setOnAction(event -> {
            more.setVisited(false);
            select();
            doors.choose(getTableRow().getItem());
        });
    }

    private void select() {
        getTreeTableView().requestFocus();
        int row = getTableRow().getIndex();
        if (!getTreeTableView().getSelectionModel().isSelected(row)) {
            getTreeTableView().getSelectionModel().clearAndSelect(row);
        }
    }

    @Override
    protected void updateItem(RowFacts facts, boolean empty) {
        super.updateItem(facts, empty);
        Optional<Ports> ports =
                empty || facts == null ? Optional.empty() : facts.figures().ports();
        List<Integer> numbers = ports.map(Ports::numbers).orElse(List.of());
        boolean isLink = !numbers.isEmpty();
        setText(empty || facts == null || isLink ? null : PortsText.none(facts));
        setGraphic(isLink ? links : null);
        if (isLink) {
            first.setText(Integer.toString(numbers.get(0)));
            more.setText(Texts.text("column.ports.more", Integer.toString(numbers.size() - 1)));
        }
        more.setVisible(numbers.size() > 1);
        all.setText(ports.map(PortsText::of).orElse(""));
        setTooltip(numbers.size() > 1 ? all : null);
        setAccessibleText(all.getText().isEmpty() ? getText() : all.getText());
    }
}
