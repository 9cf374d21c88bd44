package controlfreak.ui.log.search;

import controlfreak.ui.fx.Texts;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** A text that lines are searched for, and what is wrong with it. FX thread only. */
public final class LogQuery {
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanProperty regex;
    private final ReadOnlyBooleanProperty caseSensitive;
    private Optional<LogMatcher> matcher = Optional.empty();

    public LogQuery(ReadOnlyBooleanProperty regex, ReadOnlyBooleanProperty caseSensitive, Runnable changed) {
        this.regex = regex;
        this.caseSensitive = caseSensitive;
        Runnable update = () -> {
            compile();
            changed.run();
        };
        text.addListener((property, old, now) -> update.run());
        regex.addListener((property, old, now) -> update.run());
        caseSensitive.addListener((property, old, now) -> update.run());
    }

    public StringProperty textProperty() {
        return text;
    }

    /** Why the text cannot be searched for, in a sentence for people; empty where it can. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** What matches; empty where nothing is asked for, or nothing that can be. */
    public Optional<LogMatcher> matcher() {
        return matcher;
    }

    /** Gives up an expression that takes too long. */
    public void tooSlow() {
        matcher = Optional.empty();
        problem.set(Texts.text("log.pattern.slow"));
    }

    private void compile() {
        matcher = Optional.empty();
        problem.set("");
        if (text.get().isEmpty()) {
            return;
        }
        try {
            matcher = Optional.of(LogMatcher.of(text.get(), regex.get(), caseSensitive.get()));
        } catch (PatternSyntaxException e) {
            problem.set(Texts.text("log.pattern.wrong", e.getDescription(), Math.max(0, e.getIndex()) + 1));
        }
    }
}
