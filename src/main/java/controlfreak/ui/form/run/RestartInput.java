package controlfreak.ui.form.run;

import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.ui.form.field.FormPart;
import controlfreak.ui.form.field.Numbers;
import controlfreak.ui.form.field.Seconds;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.fx.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** A restart policy as an operator edits it, and what it says in words. FX thread only. */
public final class RestartInput implements FormPart {
    private final RestartPolicy initial;
    private final BooleanProperty autostart;
    private final BooleanProperty afterCrash;
    private final BooleanProperty afterEnd;
    private final TextInput tries;
    private final TextInput startWait;
    private final LimitsInput limits;
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper();

    public RestartInput(RestartPolicy initial) {
        this.initial = initial;
        autostart = new SimpleBooleanProperty(initial.autostart());
        afterCrash = new SimpleBooleanProperty(initial.respawnOnFail());
        afterEnd = new SimpleBooleanProperty(initial.respawnOnStop());
        tries = TextInput.singleLine(Integer.toString(initial.maxRetries()), RestartInput::triesProblem);
        startWait = TextInput.singleLine(Seconds.text(initial.startWait()), RestartInput::secondsProblem);
        limits = new LimitsInput(initial);
        Stream.of(
                        autostart,
                        afterCrash,
                        afterEnd,
                        tries.valueProperty(),
                        limits.starts().valueProperty(),
                        limits.within().valueProperty())
                .forEach(property -> property.addListener(changed -> describe()));
        describe();
    }

    public BooleanProperty autostartProperty() {
        return autostart;
    }

    public BooleanProperty afterCrashProperty() {
        return afterCrash;
    }

    public BooleanProperty afterEndProperty() {
        return afterEnd;
    }

    public TextInput tries() {
        return tries;
    }

    public TextInput startWait() {
        return startWait;
    }

    public LimitsInput limits() {
        return limits;
    }

    @Override
    public List<TextInput> inputs() {
        return Stream.concat(Stream.of(tries, startWait), limits.inputs().stream())
                .toList();
    }

    /** The policy in words. */
    public ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    @Override
    public boolean changed() {
        return autostart.get() != initial.autostart()
                || afterCrash.get() != initial.respawnOnFail()
                || afterEnd.get() != initial.respawnOnStop()
                || inputs().stream().anyMatch(TextInput::changed);
    }

    @Override
    public void show(ServiceSpec service) {
        RestartPolicy policy = service.restart();
        autostart.set(policy.autostart());
        afterCrash.set(policy.respawnOnFail());
        afterEnd.set(policy.respawnOnStop());
        tries.valueProperty().set(Integer.toString(policy.maxRetries()));
        startWait.valueProperty().set(Seconds.text(policy.startWait()));
        limits.show(policy);
    }

    @Override
    public void fill(ServiceSpec.Draft service) {
        service.restart = service.restart.with(policy -> {
            policy.autostart = autostart.get();
            policy.respawnOnFail = afterCrash.get();
            policy.respawnOnStop = afterEnd.get();
            policy.maxRetries = Integer.parseInt(tries.value().strip());
            policy.startWait = Seconds.typed(startWait, initial.startWait());
            limits.fill(policy);
        });
    }

    private void describe() {
        String when = afterCrash.get()
                ? afterEnd.get() ? "form.restart.always" : "form.restart.crash"
                : afterEnd.get() ? "form.restart.end" : "form.restart.never";
        int count = triesProblem(tries.value()).isEmpty()
                ? Integer.parseInt(tries.value().strip())
                : initial.maxRetries();
        String start = autostart.get() ? Texts.text("form.restart.autostart.words") + " " : "";
        words.set(start + Texts.text(when, Texts.text("form.restart.tries", count)) + limits.words());
    }

    private static Optional<String> triesProblem(String typed) {
        return Numbers.problem(typed, 0, RestartPolicy.MAX_RETRIES);
    }

    private static Optional<String> secondsProblem(String typed) {
        return Seconds.problem(typed, Duration.ZERO, RestartPolicy.MAX_WAIT);
    }
}
