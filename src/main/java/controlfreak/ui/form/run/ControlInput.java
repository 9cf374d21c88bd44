package controlfreak.ui.form.run;

import controlfreak.model.Ask;
import controlfreak.model.Command;
import controlfreak.model.Control;
import controlfreak.model.InstanceTemplate;
import controlfreak.model.Reload;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.Stop;
import controlfreak.ui.form.command.CommandInput;
import controlfreak.ui.form.field.FormPart;
import controlfreak.ui.form.field.Seconds;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.fx.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** How a service is asked to end, and to take up changed settings, as an operator edits it. FX thread only. */
public final class ControlInput implements FormPart {
    private final Control initial;
    private final Duration initialWait;
    private final AskInput stop;
    private final TextInput stopWait;
    private final AskInput reload;
    private final CommandInput check;
    private final TextInput pidFile;
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper();

    public ControlInput(ServiceSpec service) {
        initial = service.control();
        initialWait = service.restart().stopWait();
        stop = new AskInput(Optional.of(initial.stop().ask()), Signal.TERM);
        stopWait = TextInput.singleLine(Seconds.text(initialWait), ControlInput::secondsProblem);
        reload = new AskInput(initial.reload().map(Reload::ask), Signal.HUP);
        check = new CommandInput(check(initial), false);
        pidFile = TextInput.singleLine(initial.pidFile().orElse(""), InstanceTemplate::problem);
        Stream.of(stop, reload).forEach(ask -> ask.onChoice(this::describe));
        stopWait.valueProperty().addListener(changed -> describe());
        describe();
    }

    private static Optional<Command> check(Control control) {
        return control.reload().flatMap(Reload::check);
    }

    private static Optional<String> secondsProblem(String typed) {
        return Seconds.problem(typed, Duration.ZERO, RestartPolicy.MAX_WAIT);
    }

    public AskInput stop() {
        return stop;
    }

    public TextInput stopWait() {
        return stopWait;
    }

    public AskInput reload() {
        return reload;
    }

    public TextInput check() {
        return check.text();
    }

    public TextInput pidFile() {
        return pidFile;
    }

    /** All that in words. */
    public ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    @Override
    public List<TextInput> inputs() {
        return List.of(stop.command(), stopWait, reload.command(), check.text(), pidFile);
    }

    @Override
    public List<TextInput> needed() {
        Stream<TextInput> ofReload =
                reloads() ? Stream.concat(reload.needed().stream(), Stream.of(check.text())) : Stream.empty();
        return Stream.of(stop.needed().stream(), Stream.of(stopWait, pidFile), ofReload)
                .flatMap(inputs -> inputs)
                .toList();
    }

    private boolean reloads() {
        return reload.wayProperty().get() != AskInput.Way.NONE;
    }

    @Override
    public boolean changed() {
        return stop.changed()
                || stopWait.changed()
                || reload.changed()
                || pidFile.changed()
                || reloads() && check.changed();
    }

    @Override
    public void onChoice(Runnable chosen) {
        stop.onChoice(chosen);
        reload.onChoice(chosen);
    }

    @Override
    public void show(ServiceSpec service) {
        stop.show(Optional.of(service.control().stop().ask()));
        stopWait.valueProperty().set(Seconds.text(service.restart().stopWait()));
        reload.show(service.control().reload().map(Reload::ask));
        check.show(check(service.control()));
        pidFile.valueProperty().set(service.control().pidFile().orElse(""));
    }

    @Override
    public void fill(ServiceSpec.Draft service) {
        service.restart = service.restart.withStopWait(Seconds.typed(stopWait, initialWait));
        Ask ask = stop.ask().orElseThrow();
        Map<String, Object> extra = initial.reload().map(Reload::extra).orElse(Map.of());
        service.control = service.control
                .withStop(new Stop(ask, initial.stop().extra()))
                .withReload(reload.ask().map(how -> new Reload(how, check.command(), extra)))
                .withPidFile(Optional.of(pidFile.value().strip()).filter(path -> !path.isEmpty()));
    }

    private void describe() {
        String wait =
                stopWait.problemProperty().get().isEmpty() ? stopWait.value().strip() : Seconds.text(initialWait);
        words.set(Texts.text(
                reloads() ? "form.control.reloads" : "form.control.stops", stop.words(), wait, reload.words()));
    }
}
