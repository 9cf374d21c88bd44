package controlfreak.ui.form.command;

import controlfreak.model.Environment;
import controlfreak.model.InstanceTemplate;
import controlfreak.model.ServiceSpec;
import controlfreak.ui.environment.value.Secrets;
import controlfreak.ui.form.field.FormPart;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.fx.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * The variables that a service sets itself, one after the other, and those that a preset knows its program to read.
 * What takes an inherited variable away stays, and is edited in the pane of the environment. FX thread only.
 */
public final class VariablesInput implements FormPart {
    /**
     * A variable that can be typed.
     *
     * @param note what it means; empty where nobody said. One with a note is not set at all where its value is empty.
     */
    public record Variable(TextInput name, TextInput value, String note) {
        public boolean isNoted() {
            return !note.isEmpty();
        }

        private boolean isSet() {
            return isNoted()
                    ? !value.value().isEmpty()
                    : !name.value().isBlank() || !value.value().isEmpty();
        }

        /** Whether its name, or the value that it had at first, says that it is a secret. */
        boolean isSecret(Environment initial) {
            return Secrets.isSecret(name.value(), initial.value(name.value()));
        }
    }

    private final Environment initial;
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<Variable>> variables = new ReadOnlyObjectWrapper<>(List.of());
    private final List<Runnable> told = new ArrayList<>();

    public VariablesInput(Environment initial) {
        this.initial = initial;
        variables.set(rows(initial, Map.of()));
        describe();
    }

    private List<Variable> rows(Environment environment, Map<String, String> notes) {
        Map<String, String> values = new LinkedHashMap<>();
        environment.entries().forEach((name, value) -> value.ifPresent(text -> values.put(name, text)));
        notes.keySet().forEach(name -> values.putIfAbsent(name, ""));
        return values.entrySet().stream()
                .map(entry -> variable(entry.getKey(), entry.getValue(), notes.getOrDefault(entry.getKey(), "")))
                .toList();
    }

    private Variable variable(String name, String value, String note) {
        TextInput typed = TextInput.multiLine(value, VariablesInput::valueProblem);
        TextInput named = TextInput.singleLine(name, now -> nameProblem(now, typed));
        named.valueProperty().addListener(changed -> tell());
        typed.valueProperty().addListener(changed -> tell());
        return new Variable(named, typed, note);
    }

    private Optional<String> nameProblem(String typed, TextInput value) {
        String name = typed.strip();
        if (name.isEmpty() && value.value().isEmpty()) {
            return Optional.empty();
        }
        long same = variables.get().stream()
                .filter(other -> other.name().value().strip().equals(name))
                .count();
        return same > 1 ? Optional.of(Texts.text("form.variables.twice", name)) : Environment.nameProblem(name);
    }

    private static Optional<String> valueProblem(String typed) {
        return Environment.valueProblem(typed).or(() -> InstanceTemplate.problem(typed));
    }

    /** The names of those that are set, in a sentence. */
    public ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    /** Those that can be typed. */
    public ReadOnlyObjectProperty<List<Variable>> variablesProperty() {
        return variables.getReadOnlyProperty();
    }

    boolean isSecret(Variable variable) {
        return variable.isSecret(initial);
    }

    /** Has one more typed. */
    public Variable add() {
        Variable added = variable("", "", "");
        change(Stream.concat(variables.get().stream(), Stream.of(added)).toList());
        return added;
    }

    public void remove(Variable variable) {
        change(variables.get().stream().filter(other -> other != variable).toList());
    }

    /** Has variables typed that a program reads: what they mean, by their names. */
    public void offer(Map<String, String> notes) {
        change(rows(environment(), notes));
    }

    /** Whether all of these can be typed. */
    boolean areOffered(Map<String, String> notes) {
        return variables.get().stream()
                .filter(Variable::isNoted)
                .map(variable -> variable.name().value())
                .toList()
                .containsAll(notes.keySet());
    }

    private void change(List<Variable> now) {
        variables.set(now);
        tell();
    }

    /** A name may be there twice because of another row. */
    private void tell() {
        variables.get().forEach(variable -> variable.name().recheck());
        describe();
        told.forEach(Runnable::run);
    }

    private void describe() {
        String names = environment().entries().keySet().stream().collect(Collectors.joining(", "));
        words.set(names.isEmpty() ? Texts.text("form.variables.none") : Texts.text("form.variables.words", names));
    }

    /** What the service would have by itself, as far as that can be read. */
    public Environment environment() {
        Map<String, Optional<String>> entries = new LinkedHashMap<>(initial.entries());
        entries.values().removeIf(Optional::isPresent);
        variables.get().stream()
                .filter(Variable::isSet)
                .filter(variable ->
                        Environment.nameProblem(variable.name().value().strip()).isEmpty()
                                && Environment.valueProblem(variable.value().value())
                                        .isEmpty())
                .forEach(variable -> entries.put(
                        variable.name().value().strip(),
                        Optional.of(variable.value().value())));
        return Environment.of(entries);
    }

    @Override
    public List<TextInput> inputs() {
        return variables.get().stream()
                .flatMap(variable -> Stream.of(variable.name(), variable.value()))
                .toList();
    }

    @Override
    public void onChoice(Runnable chosen) {
        told.add(chosen);
    }

    @Override
    public boolean changed() {
        return !environment().entries().equals(initial.entries())
                || inputs().stream()
                        .anyMatch(input -> !input.problemProperty().get().isEmpty());
    }

    @Override
    public void show(ServiceSpec service) {
        Map<String, String> notes = variables.get().stream()
                .filter(Variable::isNoted)
                .collect(Collectors.toMap(
                        variable -> variable.name().value(), Variable::note, (one, other) -> one, LinkedHashMap::new));
        change(rows(service.env(), notes));
    }

    /** Only what was typed is written over what the service says by now. */
    @Override
    public void fill(ServiceSpec.Draft service) {
        Environment typed = environment();
        typed.entries().forEach((name, value) -> {
            if (value.isPresent() && !value.equals(initial.entries().get(name))) {
                service.env = service.env.with(name, value.get());
            }
        });
        for (String name : initial.entries().keySet()) {
            if (!typed.entries().containsKey(name)) {
                service.env = service.env.without(name);
            }
        }
    }
}
