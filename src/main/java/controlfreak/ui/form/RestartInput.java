package controlfreak.ui.form;

import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
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
final class RestartInput implements FormPart {
    private final RestartPolicy initial;
    private final BooleanProperty afterCrash;
    private final BooleanProperty afterEnd;
    private final TextInput tries;
    private final TextInput startWait;
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper();

    RestartInput(RestartPolicy initial) {
        this.initial = initial;
        afterCrash = new SimpleBooleanProperty(initial.respawnOnFail());
        afterEnd = new SimpleBooleanProperty(initial.respawnOnStop());
        tries = TextInput.singleLine(Integer.toString(initial.maxRetries()), RestartInput::triesProblem);
        startWait = TextInput.singleLine(Seconds.text(initial.startWait()), RestartInput::secondsProblem);
        Stream.of(afterCrash, afterEnd, tries.valueProperty())
                .forEach(property -> property.addListener(changed -> describe()));
        describe();
    }

    BooleanProperty afterCrashProperty() {
        return afterCrash;
    }

    BooleanProperty afterEndProperty() {
        return afterEnd;
    }

    TextInput tries() {
        return tries;
    }

    TextInput startWait() {
        return startWait;
    }

    @Override
    public List<TextInput> inputs() {
        return List.of(tries, startWait);
    }

    /** The policy in words. */
    ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    @Override
    public boolean changed() {
        return afterCrash.get() != initial.respawnOnFail()
                || afterEnd.get() != initial.respawnOnStop()
                || inputs().stream().anyMatch(TextInput::changed);
    }

    @Override
    public void show(ServiceSpec service) {
        RestartPolicy policy = service.restart();
        afterCrash.set(policy.respawnOnFail());
        afterEnd.set(policy.respawnOnStop());
        tries.valueProperty().set(Integer.toString(policy.maxRetries()));
        startWait.valueProperty().set(Seconds.text(policy.startWait()));
    }

    @Override
    public void fill(ServiceSpec.Draft service) {
        service.restart = service.restart.with(policy -> {
            policy.respawnOnFail = afterCrash.get();
            policy.respawnOnStop = afterEnd.get();
            policy.maxRetries = Integer.parseInt(tries.value().strip());
            policy.startWait = Seconds.typed(startWait, initial.startWait());
        });
    }

    private void describe() {
        String when = afterCrash.get()
                ? afterEnd.get() ? "form.restart.always" : "form.restart.crash"
                : afterEnd.get() ? "form.restart.end" : "form.restart.never";
        int count = triesProblem(tries.value()).isEmpty()
                ? Integer.parseInt(tries.value().strip())
                : initial.maxRetries();
        words.set(Texts.text(when, Texts.text("form.restart.tries", count)));
    }

    private static Optional<String> triesProblem(String typed) {
        return Numbers.problem(typed, 0, RestartPolicy.MAX_RETRIES);
    }

    private static Optional<String> secondsProblem(String typed) {
        return Seconds.problem(typed, Duration.ZERO, RestartPolicy.MAX_WAIT);
    }
}
