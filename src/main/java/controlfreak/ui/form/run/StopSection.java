package controlfreak.ui.form.run;

import controlfreak.model.Reload;
import controlfreak.model.Signal;
import controlfreak.model.Stop;
import controlfreak.ui.form.field.Folding;
import controlfreak.ui.form.field.FormField;
import controlfreak.ui.form.run.AskInput.Way;
import controlfreak.ui.fx.Views;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.fxml.FXML;
import javafx.scene.control.TitledPane;

/** The part of a service's form that says how it is asked to end, and to take up changed settings, and who is asked. FX thread only. */
public final class StopSection {
    private final TitledPane root;

    @FXML
    private AskFields stopFields;

    @FXML
    private FormField waitField;

    @FXML
    private AskFields reloadFields;

    @FXML
    private FormField checkField;

    @FXML
    private FormField pidFileField;

    public StopSection(ControlInput input) {
        root = Views.load(this);
        root.textProperty().bind(input.wordsProperty());
        stopFields.open(input.stop(), List.of(Way.SIGNAL, Way.COMMAND), signals(Stop::canBeBy), "stop");
        waitField.bind(input.stopWait());
        reloadFields.open(
                input.reload(), List.of(Way.NONE, Way.SIGNAL, Way.COMMAND), signals(Reload::canBeBy), "reload");
        checkField.bind(input.check());
        checkField.visibleProperty().bind(input.reload().wayProperty().isNotEqualTo(Way.NONE));
        checkField.managedProperty().bind(checkField.visibleProperty());
        pidFileField.bind(input.pidFile());
        Folding.unfoldOnProblem(root, input.inputs());
    }

    private static List<Signal> signals(Predicate<Signal> fit) {
        return Stream.of(Signal.values()).filter(fit).toList();
    }

    public TitledPane root() {
        return root;
    }
}
