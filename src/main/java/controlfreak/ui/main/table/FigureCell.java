package controlfreak.ui.main.table;

import controlfreak.ui.fx.MemoryText;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Figure;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import controlfreak.ui.main.rows.RowFigures;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.control.TreeTableCell;

/** A figure of a row; grey where it is old. FX thread only. */
final class FigureCell extends TreeTableCell<Row, RowFacts> {
    private static final PseudoClass OLD = PseudoClass.getPseudoClass("old");

    private final Function<RowFigures, Figure> figure;
    private final Function<Figure, String> text;

    private FigureCell(Function<RowFigures, Figure> figure, Function<Figure, String> text) {
        this.figure = figure;
        this.text = text;
        getStyleClass().add("number");
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
        Figure now = figure.apply(facts.figures());
        setText(text(now, text, facts.isSummary()));
        pseudoClassStateChanged(OLD, now.old());
    }

    /** @param summary whether it stands for several processes: it has no place of its own for a missing number */
    static String text(Figure figure, Function<Figure, String> value, boolean summary) {
        return switch (figure.kind()) {
            case VALUE -> value.apply(figure);
            case APART -> Texts.text("figures.alone");
            case HIDDEN -> Texts.text("figures.hidden");
            case NONE -> summary ? "" : Texts.text("column.none");
        };
    }
}
