package controlfreak.ui.form.field;

import java.util.List;
import javafx.scene.control.TitledPane;

/** How the folded parts of a form behave. FX thread only. */
public final class Folding {
    private Folding() {}

    /** What is wrong must not hide in a folded pane. */
    public static void unfoldOnProblem(TitledPane pane, List<TextInput> inputs) {
        inputs.forEach(field -> field.shownProblemProperty().addListener((observable, old, problem) -> {
            if (!problem.isEmpty()) {
                pane.setExpanded(true);
            }
        }));
    }
}
