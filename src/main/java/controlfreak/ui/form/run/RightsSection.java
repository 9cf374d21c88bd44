package controlfreak.ui.form.run;

import controlfreak.ui.form.field.Folding;
import controlfreak.ui.form.field.FormField;
import controlfreak.ui.fx.Views;
import javafx.fxml.FXML;
import javafx.scene.control.TitledPane;

/** The part of a service's form that says as whom it runs, and how much it may take. FX thread only. */
public final class RightsSection {
    private final TitledPane root;

    @FXML
    private FormField userField;

    @FXML
    private FormField groupField;

    @FXML
    private FormField umaskField;

    @FXML
    private FormField niceField;

    @FXML
    private FormField oomField;

    @FXML
    private FormField limitsField;

    public RightsSection(RightsInput input) {
        root = Views.load(this);
        root.textProperty().bind(input.wordsProperty());
        userField.bind(input.user());
        groupField.bind(input.group());
        umaskField.bind(input.umask());
        niceField.bind(input.nice());
        oomField.bind(input.oomScoreAdj());
        limitsField.bind(input.limits());
        Folding.unfoldOnProblem(root, input.inputs());
    }

    public TitledPane root() {
        return root;
    }
}
