package controlfreak.ui.form.run;

import controlfreak.ui.form.field.Folding;
import controlfreak.ui.form.field.FormField;
import controlfreak.ui.fx.Views;
import javafx.fxml.FXML;
import javafx.scene.control.TitledPane;

/** The part of a service's form that says what is run around its runs, and what is a normal end. FX thread only. */
public final class HooksSection {
    private final TitledPane root;

    @FXML
    private FormField beforeField;

    @FXML
    private FormField afterField;

    @FXML
    private FormField endsField;

    public HooksSection(HooksInput input) {
        root = Views.load(this);
        root.textProperty().bind(input.wordsProperty());
        beforeField.bind(input.before());
        afterField.bind(input.after());
        endsField.bind(input.ends());
        Folding.unfoldOnProblem(root, input.inputs());
    }

    public TitledPane root() {
        return root;
    }
}
