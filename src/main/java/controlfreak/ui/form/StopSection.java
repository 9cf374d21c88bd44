package controlfreak.ui.form;

import controlfreak.model.Reload;
import controlfreak.model.Signal;
import controlfreak.model.Stop;
import controlfreak.ui.form.AskInput.Way;
import controlfreak.ui.fx.Views;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.fxml.FXML;
import javafx.scene.control.TitledPane;

/** The part of a service's form that says how it is asked to end, and to take up changed settings. FX thread only. */
final class StopSection {
    private final TitledPane root;

    @FXML
    private AskFields stopFields;

    @FXML
    private FormField waitField;

    @FXML
    private AskFields reloadFields;

    @FXML
    private FormField checkField;

    StopSection(ControlInput input) {
        root = Views.load(this);
        root.textProperty().bind(input.wordsProperty());
        stopFields.open(input.stop(), List.of(Way.SIGNAL, Way.COMMAND), signals(Stop::canBeBy), "stop");
        waitField.bind(input.stopWait());
        reloadFields.open(
                input.reload(), List.of(Way.NONE, Way.SIGNAL, Way.COMMAND), signals(Reload::canBeBy), "reload");
        checkField.bind(input.check());
        checkField.visibleProperty().bind(input.reload().wayProperty().isNotEqualTo(Way.NONE));
        checkField.managedProperty().bind(checkField.visibleProperty());
        Folding.unfoldOnProblem(root, input.inputs());
    }

    private static List<Signal> signals(Predicate<Signal> fit) {
        return Stream.of(Signal.values()).filter(fit).toList();
    }

    TitledPane root() {
        return root;
    }
}
