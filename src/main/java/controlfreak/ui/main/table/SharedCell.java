package controlfreak.ui.main.table;

import controlfreak.ui.fx.MemoryBar;
import controlfreak.ui.fx.MemoryText;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Figure;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import controlfreak.ui.main.rows.RowFigures;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeTableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** What a process shares, beside a bar of private against shared; of a proxy, what that saves. FX thread only. */
final class SharedCell extends TreeTableCell<Row, RowFacts> {
    private static final PseudoClass OLD = PseudoClass.getPseudoClass("old");
    private static final PseudoClass SAVES = PseudoClass.getPseudoClass("saves");

    private final MemoryBar bar = new MemoryBar();
    private final Label text = new Label();
    private final HBox box = new HBox(bar, text);
    private final Tooltip tooltip = new Tooltip();

    SharedCell() {
        getStyleClass().add("shared-cell");
        box.getStyleClass().add("shared-box");
        box.setAlignment(Pos.CENTER_RIGHT);
        text.getStyleClass().add("shared-text");
        text.setMaxWidth(Double.MAX_VALUE);
        text.setAlignment(Pos.CENTER_RIGHT);
        HBox.setHgrow(text, Priority.ALWAYS);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(420);
    }

    @Override
    protected void updateItem(RowFacts facts, boolean empty) {
        super.updateItem(facts, empty);
        if (empty || facts == null) {
            setGraphic(null);
            setTooltip(null);
            setAccessibleText(null);
            return;
        }
        RowFigures figures = facts.figures();
        boolean saves = figures.saved().isKnown();
        Figure figure = saves ? figures.saved() : figures.shared();
        bar.setManaged(!saves);
        bar.setVisible(!saves && figure.isKnown());
        bar.setPart(figures.ownPart());
        text.setText(words(figure, saves, facts));
        pseudoClassStateChanged(OLD, figure.old());
        pseudoClassStateChanged(SAVES, saves);
        setGraphic(box);
        String explained = explained(figures, saves, facts.isSummary());
        tooltip.setText(explained);
        setTooltip(explained.isEmpty() ? null : tooltip);
        setAccessibleText(explained.isEmpty() ? text.getText() : explained);
    }

    private static String words(Figure figure, boolean saves, RowFacts facts) {
        if (saves) {
            return Texts.text("figures.saved", MemoryText.of(figure.bytes()));
        }
        // Sums of what is shared count pages twice; the bar says enough.
        return facts.isSummary() && figure.isKnown()
                ? ""
                : FigureCell.text(figure, shared -> MemoryText.of(shared.bytes()), facts);
    }

    private static String explained(RowFigures figures, boolean saves, boolean summary) {
        if (saves) {
            return Texts.text(
                    "figures.saved.tip",
                    MemoryText.of(figures.saved().bytes()),
                    MemoryText.of(figures.apart().bytes()),
                    MemoryText.of(figures.apart().bytes() - figures.saved().bytes()));
        }
        if (!figures.shared().isKnown()) {
            return switch (figures.shared().kind()) {
                case APART -> Texts.text("figures.alone.tip");
                case HIDDEN -> Texts.text("figures.hidden.tip");
                default -> "";
            };
        }
        return Texts.text(
                summary ? "figures.shared.group.tip" : "figures.shared.tip",
                MemoryText.of(figures.own().bytes()),
                MemoryText.of(figures.shared().bytes()));
    }
}
