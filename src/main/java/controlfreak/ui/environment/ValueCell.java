package controlfreak.ui.environment;

import controlfreak.ui.fx.Texts;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A cell that shows a variable's value, masked where it is a secret and cut where it is long, or its editor. FX thread
 * only.
 */
final class ValueCell extends TableCell<EnvironmentRow, EnvironmentRow> {
    private final EnvironmentViewModel viewModel;
    private final InPlaceEditing editing;
    private final Label value = new Label();
    private final Label note = new Label();
    private final Button eye = new Button();
    private final Button enlarge = new Button(null, new FontIcon("mdi2a-arrow-expand"));
    private final HBox line = new HBox(value, note, enlarge, eye);

    ValueCell(EnvironmentViewModel viewModel, InPlaceEditing editing) {
        this.viewModel = viewModel;
        this.editing = editing;
        getStyleClass().add("environment-value");
        value.getStyleClass().add("code");
        value.setMaxWidth(Double.MAX_VALUE);
        value.setMinWidth(0);
        HBox.setHgrow(value, Priority.ALWAYS);
        note.getStyleClass().add("environment-note");
        note.setMinWidth(Label.USE_PREF_SIZE);
        eye.getStyleClass().addAll("flat", "button-icon", "small", "environment-eye");
        eye.setFocusTraversable(false);
        eye.setOnAction(event -> viewModel.revelations().set(getItem().name(), viewModel.isMasked(getItem())));
        enlarge.getStyleClass().addAll("flat", "button-icon", "small");
        enlarge.setFocusTraversable(false);
        enlarge.setTooltip(new Tooltip(Texts.text("env.edit-large")));
        enlarge.setAccessibleText(Texts.text("env.edit-large"));
        enlarge.setOnAction(event -> editing.edit(getItem(), CellEdit.Column.VALUE));
        line.getStyleClass().add("environment-line");
        editing.currentProperty().addListener(changed -> render());
        viewModel.revelations().changesProperty().addListener(changed -> render());
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && getItem() != null) {
                editing.edit(getItem(), CellEdit.Column.VALUE);
            }
        });
    }

    @Override
    protected void updateItem(EnvironmentRow row, boolean empty) {
        super.updateItem(row, empty);
        render();
    }

    private void render() {
        EnvironmentRow row = getItem();
        if (isEmpty() || row == null) {
            setGraphic(null);
            return;
        }
        Optional<CellEdit> edit = editing.at(row, CellEdit.Column.VALUE);
        if (edit.isPresent()) {
            setGraphic(edit.get().node());
            Platform.runLater(edit.get().field()::requestFocus);
            return;
        }
        fill(row);
        setGraphic(line);
    }

    private void fill(EnvironmentRow row) {
        boolean masked = viewModel.isMasked(row) && !row.removed();
        String text = row.value().orElse("");
        boolean large = !masked && ValueText.needsLines(text);
        value.setText(masked ? Secrets.MASK : ValueText.firstLine(text));
        note.setText(note(row, text, large));
        show(note, !note.getText().isEmpty() && !masked);
        show(enlarge, large && !row.gone());
        show(eye, row.secret() && !row.removed() && !viewModel.isDraft(row));
        eye.setGraphic(new FontIcon(masked ? "mdi2e-eye-outline" : "mdi2e-eye-off-outline"));
        eye.setAccessibleText(Texts.text(masked ? "env.value.reveal" : "env.value.mask", row.name()));
    }

    private static String note(EnvironmentRow row, String text, boolean large) {
        if (row.removed()) {
            return row.gone() ? "" : Texts.text("env.value.removed");
        }
        if (large) {
            return ValueText.size(text);
        }
        return text.isEmpty() ? Texts.text("env.value.empty") : "";
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
