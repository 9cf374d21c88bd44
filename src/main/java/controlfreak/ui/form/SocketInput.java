package controlfreak.ui.form;

import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.ui.form.field.Numbers;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.fx.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;

/** One socket of the workspace, as an operator edits it. FX thread only. */
final class SocketInput {
    /** What is another's already. */
    interface Others {
        Optional<String> nameProblem(SocketInput mine, String typed);

        Optional<String> placeProblem(SocketInput mine, String typed);
    }

    private final Optional<SocketSpec> initial;
    private final TextInput name;
    private final TextInput place;
    private final TextInput backlog;
    private final TextInput mode;
    private final TextInput owner;
    private final BooleanBinding isFile;

    /** @param initial the one that is edited; empty for a new one */
    SocketInput(Optional<SocketSpec> initial, Others others) {
        this.initial = initial;
        Optional<SocketPlace> before = initial.map(SocketSpec::place);
        Optional<SocketPlace.Unix> file =
                before.filter(SocketPlace.Unix.class::isInstance).map(SocketPlace.Unix.class::cast);
        name = TextInput.singleLine(
                initial.map(SocketSpec::name).orElse(""),
                typed -> SocketSpec.nameProblem(typed).or(() -> others.nameProblem(this, typed)));
        place = TextInput.singleLine(
                before.map(SocketPlace::written).orElse(""),
                typed -> problem(() -> SocketPlace.of(typed))
                        .or(() -> SocketSpec.instanceProblem(name.value(), SocketPlace.of(typed)))
                        .or(() -> others.placeProblem(this, typed)));
        backlog = TextInput.singleLine(
                Integer.toString(initial.map(SocketSpec::backlog).orElse(SocketSpec.DEFAULT_BACKLOG)),
                typed -> Numbers.problem(typed, 1, SocketSpec.MAX_BACKLOG));
        mode = TextInput.singleLine(
                file.flatMap(SocketPlace.Unix::mode).orElse(""),
                typed -> problem(() -> new SocketPlace.Unix("-", given(typed), Optional.empty())));
        owner = TextInput.singleLine(
                file.flatMap(SocketPlace.Unix::owner).orElse(""),
                typed -> problem(() -> new SocketPlace.Unix("-", Optional.empty(), given(typed))));
        isFile = Bindings.createBooleanBinding(
                () -> !place.value().isBlank() && !SocketPlace.isTcp(place.value()), place.valueProperty());
    }

    private static Optional<String> problem(Runnable made) {
        try {
            made.run();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Optional<String> given(String typed) {
        return Optional.of(typed.strip()).filter(text -> !text.isEmpty());
    }

    /** The name of the one that is edited; empty for a new one. */
    Optional<String> before() {
        return initial.map(SocketSpec::name);
    }

    TextInput name() {
        return name;
    }

    /** An address with a port, a port, or a path. */
    TextInput place() {
        return place;
    }

    TextInput backlog() {
        return backlog;
    }

    /** Of a path. */
    TextInput mode() {
        return mode;
    }

    /** Of a path. */
    TextInput owner() {
        return owner;
    }

    /** Whether the place is a path. */
    BooleanBinding isFile() {
        return isFile;
    }

    /** What is shown, and so must be right. */
    List<TextInput> inputs() {
        return isFile.get() ? all() : List.of(name, place, backlog);
    }

    List<TextInput> all() {
        return List.of(name, place, backlog, mode, owner);
    }

    boolean changed() {
        return initial.isEmpty() || inputs().stream().anyMatch(TextInput::changed);
    }

    /** What was typed; what the file says beyond it stays. */
    SocketSpec socket() {
        return new SocketSpec(
                name.value(),
                wished(),
                Integer.parseInt(backlog.value().strip()),
                initial.map(SocketSpec::extra).orElse(Map.of()));
    }

    private SocketPlace wished() {
        SocketPlace typed = SocketPlace.of(place.value());
        return typed instanceof SocketPlace.Unix file
                ? new SocketPlace.Unix(file.path(), given(mode.value()), given(owner.value()))
                : typed;
    }

    /** How it is called in a sentence. */
    String title() {
        return name.value().isBlank() ? Texts.text("form.socket.new") : name.value();
    }
}
