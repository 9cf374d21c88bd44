package controlfreak.ui.form;

import controlfreak.model.Dependency;
import controlfreak.model.Dependency.Until;
import controlfreak.model.Names;
import controlfreak.model.ServiceSpec;
import controlfreak.ui.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * What a service is started after, as an operator edits it: names with commas between, each with {@code (running)}
 * where it need not be ready, or {@code (completed)} where it must have ended well. FX thread only.
 */
final class AfterInput implements FormPart {
    private static final Pattern ITEM = Pattern.compile("(\\S+?)\\s*(?:\\(\\s*(ready|running|completed)\\s*\\))?");

    private final List<Dependency> initial;
    private final Function<List<Dependency>, Optional<String>> check;
    private final TextInput text;
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper();

    /** @param check says what is wrong with these in this workspace */
    AfterInput(List<Dependency> initial, Function<List<Dependency>, Optional<String>> check) {
        this.initial = initial;
        this.check = check;
        text = TextInput.singleLine(format(initial), this::problem);
        text.valueProperty().addListener(changed -> describe());
        describe();
    }

    private static String format(List<Dependency> dependencies) {
        return dependencies.stream().map(AfterInput::format).collect(Collectors.joining(", "));
    }

    private static String format(Dependency dependency) {
        return dependency.until() == Until.READY
                ? dependency.name()
                : dependency.name() + " (" + dependency.until().word() + ")";
    }

    TextInput text() {
        return text;
    }

    @Override
    public List<TextInput> inputs() {
        return List.of(text);
    }

    @Override
    public boolean changed() {
        return text.changed();
    }

    @Override
    public void show(ServiceSpec service) {
        text.valueProperty().set(format(service.dependsOn()));
    }

    @Override
    public void fill(ServiceSpec.Draft service) {
        service.dependsOn = dependencies();
    }

    /** What it says, in a sentence. */
    ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    /** Writes one more name to the end. */
    void add(String name) {
        String before = text.value().strip();
        String parted = before.isEmpty() || before.endsWith(",") ? before : before + ",";
        text.valueProperty().set(parted.isEmpty() ? name : parted + " " + name);
    }

    /**
     * What was typed.
     *
     * @throws IllegalArgumentException where that has a problem
     */
    List<Dependency> dependencies() {
        return text.changed() ? parsed(text.value()) : initial;
    }

    private static List<Dependency> parsed(String typed) {
        List<Dependency> dependencies = new ArrayList<>();
        for (String item : typed.split(",")) {
            if (item.isBlank()) {
                continue;
            }
            Matcher matcher = ITEM.matcher(item.strip());
            if (!matcher.matches() || Names.problem(matcher.group(1)).isPresent()) {
                throw new IllegalArgumentException(Texts.text("form.after.problem", item.strip()));
            }
            dependencies.add(new Dependency(matcher.group(1), until(matcher.group(2))));
        }
        return dependencies;
    }

    private static Until until(String word) {
        return Stream.of(Until.values())
                .filter(until -> until.word().equals(word))
                .findFirst()
                .orElse(Until.READY);
    }

    private Optional<String> problem(String typed) {
        try {
            return check.apply(parsed(typed));
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private void describe() {
        try {
            List<String> names =
                    parsed(text.value()).stream().map(Dependency::name).toList();
            words.set(
                    names.isEmpty()
                            ? Texts.text("form.after.nothing")
                            : Texts.text("form.after.names", String.join(", ", names)));
        } catch (IllegalArgumentException e) {
            words.set(Texts.text("form.after.unknown"));
        }
    }
}
