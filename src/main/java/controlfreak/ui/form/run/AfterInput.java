package controlfreak.ui.form.run;

import controlfreak.model.Dependency;
import controlfreak.model.Dependency.Until;
import controlfreak.model.Names;
import controlfreak.model.ServiceSpec;
import controlfreak.ui.form.field.FormPart;
import controlfreak.ui.form.field.ListInput;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.fx.Texts;
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
public final class AfterInput implements FormPart {
    private static final Pattern ITEM = Pattern.compile("(\\S+?)\\s*(?:\\(\\s*(ready|running|completed)\\s*\\))?");

    private final ListInput<Dependency> list;
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper();

    /** @param check says what is wrong with these in this workspace */
    public AfterInput(List<Dependency> initial, Function<List<Dependency>, Optional<String>> check) {
        list = ListInput.withCommas(initial, AfterInput::format, AfterInput::parsed, check);
        text().valueProperty().addListener(changed -> describe());
        describe();
    }

    private static String format(Dependency dependency) {
        return dependency.until() == Until.READY
                ? dependency.name()
                : dependency.name() + " (" + dependency.until().word() + ")";
    }

    public TextInput text() {
        return list.text();
    }

    @Override
    public List<TextInput> inputs() {
        return List.of(text());
    }

    @Override
    public boolean changed() {
        return text().changed();
    }

    @Override
    public void show(ServiceSpec service) {
        list.show(service.dependsOn());
    }

    @Override
    public void fill(ServiceSpec.Draft service) {
        service.dependsOn = list.items();
    }

    /** What it says, in a sentence. */
    public ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    /** Writes one more name to the end. */
    public void add(String name) {
        list.add(name);
    }

    /** What was typed; empty where that cannot be read. */
    public Optional<List<Dependency>> dependencies() {
        return list.known();
    }

    private static Dependency parsed(String item) {
        Matcher matcher = ITEM.matcher(item);
        if (!matcher.matches() || Names.problem(matcher.group(1)).isPresent()) {
            throw new IllegalArgumentException(Texts.text("form.after.problem", item));
        }
        return new Dependency(matcher.group(1), until(matcher.group(2)));
    }

    private static Until until(String word) {
        return Stream.of(Until.values())
                .filter(until -> until.word().equals(word))
                .findFirst()
                .orElse(Until.READY);
    }

    private void describe() {
        words.set(list.known().map(AfterInput::words).orElseGet(() -> Texts.text("form.after.unknown")));
    }

    private static String words(List<Dependency> dependencies) {
        return dependencies.isEmpty()
                ? Texts.text("form.after.nothing")
                : Texts.text(
                        "form.after.names",
                        dependencies.stream().map(Dependency::name).collect(Collectors.joining(", ")));
    }
}
