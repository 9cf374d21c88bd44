package controlfreak.ui.form.run;

import controlfreak.model.RestartPolicy;
import controlfreak.ui.form.field.CountSpinner;
import controlfreak.ui.form.field.Folding;
import controlfreak.ui.form.field.FormField;
import controlfreak.ui.fx.Views;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TitledPane;

/** The part of a service's form that says when it is started again. FX thread only. */
public final class RestartSection {
    private final TitledPane root;

    @FXML
    private CheckBox autostart;

    @FXML
    private CheckBox afterCrash;

    @FXML
    private CheckBox afterEnd;

    @FXML
    private FormField triesField;

    @FXML
    private CountSpinner tries;

    @FXML
    private FormField longestField;

    @FXML
    private FormField startsField;

    @FXML
    private FormField withinField;

    @FXML
    private FormField startWaitField;

    public RestartSection(RestartInput input) {
        root = Views.load(this);
        root.textProperty().bind(input.wordsProperty());
        autostart.selectedProperty().bindBidirectional(input.autostartProperty());
        afterCrash.selectedProperty().bindBidirectional(input.afterCrashProperty());
        afterEnd.selectedProperty().bindBidirectional(input.afterEndProperty());
        tries.open(triesField, input.tries(), 0, RestartPolicy.MAX_RETRIES);
        longestField.bind(input.limits().longest());
        startsField.bind(input.limits().starts());
        withinField.bind(input.limits().within());
        startWaitField.bind(input.startWait());
        Folding.unfoldOnProblem(root, input.inputs());
    }

    public TitledPane root() {
        return root;
    }
}
