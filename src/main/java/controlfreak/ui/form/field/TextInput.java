package controlfreak.ui.form.field;

import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * A text that an operator edits, with what is wrong with it. The problem is always known, but shown only once the
 * field was left or a save was tried. FX thread only.
 */
public final class TextInput {
    private final String initial;
    private final boolean lines;
    private final Function<String, Optional<String>> check;
    private final StringProperty value;
    private final BooleanProperty marked = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper shownProblem = new ReadOnlyStringWrapper("");

    private TextInput(String initial, boolean lines, Function<String, Optional<String>> check) {
        this.initial = initial;
        this.lines = lines;
        this.check = check;
        value = new SimpleStringProperty(initial);
        value.addListener(changed -> recheck());
        marked.addListener(changed -> show());
    }

    public static TextInput singleLine(String initial, Function<String, Optional<String>> check) {
        TextInput input = new TextInput(initial, false, check);
        input.recheck();
        return input;
    }

    public static TextInput multiLine(String initial, Function<String, Optional<String>> check) {
        TextInput input = new TextInput(initial, true, check);
        input.recheck();
        return input;
    }

    public StringProperty valueProperty() {
        return value;
    }

    /** What was typed; an untouched text is the initial one even where a text control drops some of its characters. */
    public String value() {
        return changed() ? value.get() : initial;
    }

    public boolean changed() {
        return !asControlsKeepIt(value.get()).equals(asControlsKeepIt(initial));
    }

    /** Text controls of JavaFX drop control characters without a word, which must not count as an edit. */
    private String asControlsKeepIt(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.chars()
                .filter(c -> (c >= ' ' && c != 0x7f) || (lines && (c == '\n' || c == '\t')))
                .forEach(c -> kept.append((char) c));
        return kept.toString();
    }

    /** Looks again where the check depends on other fields, too. */
    public void recheck() {
        problem.set(check.apply(value()).orElse(""));
        show();
    }

    /** The field was left, or a save was tried: from now on its problem is shown. */
    public void mark() {
        marked.set(true);
    }

    private void show() {
        shownProblem.set(marked.get() ? problem.get() : "");
    }

    /** What is wrong, in a sentence; empty where nothing is. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty shownProblemProperty() {
        return shownProblem.getReadOnlyProperty();
    }
}
