package controlfreak.ui.main.table;

import controlfreak.ui.fx.MemoryText;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Figure;
import controlfreak.ui.main.rows.ProxyRow;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import controlfreak.ui.main.rows.RowFigures;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableRow;

/** A figure of a row; grey where it is old. FX thread only. */
final class FigureCell extends TreeTableCell<Row, RowFacts> {
    private static final PseudoClass OLD = PseudoClass.getPseudoClass("old");

    private final Function<RowFigures, Figure> figure;
    private final Function<Figure, String> text;

    private FigureCell(Function<RowFigures, Figure> figure, Function<Figure, String> text) {
        this.figure = figure;
        this.text = text;
        getStyleClass().add("number");
        tableRowProperty()
                .flatMap(TreeTableRow::treeItemProperty)
                .flatMap(TreeItem::expandedProperty)
                .addListener((property, before, after) -> updateItem(getItem(), isEmpty()));
    }

    static FigureCell cpu() {
        return new FigureCell(
                RowFigures::cpu, cpu -> Texts.text("figures.percent", Long.toString(Math.round(cpu.value() * 100))));
    }

    static FigureCell memory(Function<RowFigures, Figure> figure) {
        return new FigureCell(figure, memory -> MemoryText.of(memory.bytes()));
    }

    @Override
    protected void updateItem(RowFacts facts, boolean empty) {
        super.updateItem(facts, empty);
        if (empty || facts == null) {
            setText(null);
            pseudoClassStateChanged(OLD, false);
            return;
        }
        Figure now = figure.apply(isFolded() ? facts.together() : facts.figures());
        setText(text(now, text, facts));
        pseudoClassStateChanged(OLD, now.old());
    }

    /** Whether a proxy stands for its services, too, which cannot be seen. */
    private boolean isFolded() {
        TreeItem<Row> item = getTableRow() == null ? null : getTableRow().getTreeItem();
        return item != null && item.getValue() instanceof ProxyRow && !item.isExpanded() && !item.isLeaf();
    }

    /** @param facts those of the row that it is a figure of */
    static String text(Figure figure, Function<Figure, String> value, RowFacts facts) {
        return switch (figure.kind()) {
            case VALUE -> value.apply(figure);
            case APART -> Texts.text("figures.alone");
            case HIDDEN -> Texts.text("figures.hidden");
            case NONE -> NoValue.of(facts);
        };
    }
}
