package controlfreak.ui.log;

import controlfreak.ui.log.search.LogQuery;
import javafx.css.PseudoClass;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;

/** A field for a text that lines are searched for; it says what is wrong with it. FX thread only. */
final class LogQueryField {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

    private LogQueryField() {}

    static void bind(TextField field, LogQuery query) {
        field.textProperty().bindBidirectional(query.textProperty());
        Tooltip usual = field.getTooltip();
        query.problemProperty().addListener((property, old, problem) -> {
            field.pseudoClassStateChanged(WRONG, !problem.isEmpty());
            field.setTooltip(problem.isEmpty() ? usual : new Tooltip(problem));
            field.setAccessibleHelp(problem.isEmpty() ? null : problem);
        });
    }
}
