package controlfreak.ui.log.input;

import controlfreak.model.status.InputState;
import controlfreak.ui.fx.Texts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableStringValue;

/**
 * What is typed for the service whose log is shown, where its standard input is open. What was typed is kept for each
 * service until the panel ends, and nowhere but in memory. FX thread only.
 */
public final class LogInputViewModel {
    private final Executor fx;
    private final ObservableStringValue lock;
    private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final StringProperty text = new SimpleStringProperty("");
    private final Map<String, TypedLines> typed = new HashMap<>();
    private Optional<InputTarget> target = Optional.empty();

    /**
     * @param fx how what the engine answers comes back to the FX thread
     * @param lock why nothing may be done, for people; empty where it may
     */
    public LogInputViewModel(Executor fx, ObservableStringValue lock) {
        this.fx = fx;
        this.lock = lock;
        lock.addListener((property, old, now) -> tick());
        text.addListener((property, old, now) -> failure.set(""));
    }

    /** Types for another service, or for none. */
    public void show(Optional<InputTarget> newTarget) {
        String newName = newTarget.map(InputTarget::name).orElse("");
        if (!newName.equals(name.get())) {
            text.set("");
        }
        target = newTarget;
        name.set(newName);
        tick();
    }

    /** Looks at how the service is now; to be called a few times a second while the field can be seen. */
    void tick() {
        shown.set(target.filter(it -> it.isMeant() || it.isUp() && it.state() != InputState.NONE)
                .isPresent());
        obstacle.set(target.map(this::obstacleOf).orElse(""));
    }

    private String obstacleOf(InputTarget it) {
        if (!lock.get().isEmpty()) {
            return lock.get();
        }
        if (!it.isUp()) {
            return Texts.text("log.input.down", it.name());
        }
        return switch (it.state()) {
            case OPEN -> "";
            case ENDED -> Texts.text("log.input.ended");
            case NONE -> Texts.text("log.input.none", it.name());
        };
    }

    /** Sends what is typed, and a newline. */
    void send() {
        String line = text.get();
        target.ifPresent(it -> {
            lines(it).add(line);
            text.set("");
            told(it, it.type(line), line);
        });
    }

    /** Sends the end of the input, where no line is begun; else says what to do with that. */
    void end() {
        if (text.get().isEmpty()) {
            target.ifPresent(it -> told(it, it.end(), ""));
        } else {
            failure.set(Texts.text("log.input.begun"));
        }
    }

    /** What was not sent comes back, unless something else was begun meanwhile. */
    private void told(InputTarget whom, CompletionStage<?> stage, String line) {
        stage.whenCompleteAsync(
                (done, why) -> {
                    tick();
                    if (why != null && whom.name().equals(name.get())) {
                        text.set(text.get().isEmpty() ? line : text.get());
                        failure.set(why.getMessage());
                    }
                },
                fx);
    }

    void older() {
        target.ifPresent(it -> text.set(lines(it).older(text.get())));
    }

    void newer() {
        target.ifPresent(it -> text.set(lines(it).newer(text.get())));
    }

    private TypedLines lines(InputTarget it) {
        return typed.computeIfAbsent(it.name(), key -> new TypedLines());
    }

    /** Whether there is a service that can be typed for, now or at another time. */
    ReadOnlyBooleanProperty shownProperty() {
        return shown.getReadOnlyProperty();
    }

    ReadOnlyStringProperty nameProperty() {
        return name.getReadOnlyProperty();
    }

    /** Why nothing can be typed now, for people; empty where it can. */
    ReadOnlyStringProperty obstacleProperty() {
        return obstacle.getReadOnlyProperty();
    }

    /** Why what was asked for last was not done; empty where it was. */
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    StringProperty textProperty() {
        return text;
    }
}
