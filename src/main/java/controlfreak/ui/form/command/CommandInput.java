package controlfreak.ui.form.command;

import controlfreak.model.Command;
import controlfreak.model.InstanceTemplate;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.fx.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** A command as an operator types it, as a text for a shell or as a list of words, and how it would run. FX thread only. */
public final class CommandInput {
    private static final int SHOWN_WORDS = 12;

    private final Optional<Command> initial;
    private final boolean required;
    private final TextInput text;
    private final BooleanProperty asWords;
    private final BooleanProperty underProxy = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper manner = new ReadOnlyStringWrapper("");

    public CommandInput(Optional<Command> initial, boolean required) {
        this.initial = initial;
        this.required = required;
        boolean words = initial.orElse(null) instanceof Command.Words;
        asWords = new SimpleBooleanProperty(words);
        text = TextInput.multiLine(initial.map(CommandInput::asText).orElse(""), this::problem);
        text.valueProperty().addListener(changed -> describe());
        asWords.addListener(changed -> {
            text.recheck();
            describe();
        });
        underProxy.addListener(changed -> describe());
        describe();
    }

    private static String asText(Command command) {
        return command instanceof Command.Words words ? CommandWords.format(words.words()) : command.display();
    }

    public TextInput text() {
        return text;
    }

    /** Shows another command, or none, as if it had been typed. */
    public void show(Optional<Command> command) {
        asWords.set(command.orElse(null) instanceof Command.Words);
        text.valueProperty().set(command.map(CommandInput::asText).orElse(""));
    }

    public BooleanProperty asWordsProperty() {
        return asWords;
    }

    public BooleanProperty underProxyProperty() {
        return underProxy;
    }

    /** How it would run, in words. */
    public ReadOnlyStringProperty mannerProperty() {
        return manner.getReadOnlyProperty();
    }

    public boolean changed() {
        return text.changed() || asWords.get() != initial.orElse(null) instanceof Command.Words;
    }

    /** The command; empty where none was given, or where it cannot be one. */
    public Optional<Command> command() {
        if (!changed()) {
            return initial;
        }
        if (text.value().isBlank() || problem(text.value()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(parsed(text.value()));
    }

    /** A file's path as it has to be written in the command. */
    public String fileAsText(Path file, Optional<Path> folder) {
        boolean inside = folder.isPresent() && file.startsWith(folder.get());
        String path = inside ? "./" + folder.get().relativize(file) : file.toString();
        boolean special = path.chars().anyMatch(c -> "$`&;|<>()*?[]#~!{}".indexOf(c) >= 0);
        return special ? "'" + path.replace("'", "'\\''") + "'" : CommandWords.quoted(path);
    }

    private Optional<String> problem(String typed) {
        if (typed.isBlank()) {
            return required ? Optional.of(Texts.text("form.command.missing")) : Optional.empty();
        }
        try {
            parsed(typed);
            return required ? InstanceTemplate.problem(typed) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private Command parsed(String typed) {
        return asWords.get() ? new Command.Words(words(typed)) : new Command.Text(typed);
    }

    private static List<String> words(String typed) {
        try {
            return CommandWords.parse(typed);
        } catch (CommandWords.UnclosedQuoteException e) {
            throw new IllegalArgumentException(Texts.text("form.command.unclosed"), e);
        }
    }

    private void describe() {
        manner.set(describe(text.value()));
    }

    private String describe(String typed) {
        if (typed.isBlank()) {
            return Texts.text(required ? "form.command.hint" : "form.command.hint.proxy");
        }
        if (!asWords.get()) {
            return Texts.text(underProxy.get() ? "form.command.in-proxy" : "form.command.shell");
        }
        try {
            List<String> words = words(typed);
            String shown = String.join(" · ", words.stream().limit(SHOWN_WORDS).toList());
            return Texts.text("form.command.list", words.size() > SHOWN_WORDS ? shown + " …" : shown);
        } catch (IllegalArgumentException e) {
            return Texts.text("form.command.list.unknown");
        }
    }
}
