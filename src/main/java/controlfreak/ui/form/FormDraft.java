package controlfreak.ui.form;

import controlfreak.model.Command;
import controlfreak.model.InstanceTemplate;
import controlfreak.model.Workspace;
import controlfreak.ui.form.command.CommandInput;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.fx.ReadOnlyLock;
import controlfreak.ui.fx.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * What every form has: a name, a command, a folder and a description, what is wrong with any of its fields, and how
 * all that is saved. FX thread only.
 */
final class FormDraft {
    /**
     * What a form is about.
     *
     * @param subject the name of what is edited or copied
     * @param name the name that the form proposes
     */
    record About(Purpose purpose, String subject, String name) {
        boolean isEdit() {
            return purpose == Purpose.EDIT;
        }
    }

    private final WorkspaceEditing editing;
    private final About about;
    private final TextInput name;
    private final CommandInput command;
    private final TextInput cwd;
    private final TextInput description;
    private final ReadOnlyStringWrapper reason = new ReadOnlyStringWrapper("");
    private Supplier<List<TextInput>> inputs = List::of;

    FormDraft(
            WorkspaceEditing editing,
            About about,
            Function<String, Optional<String>> nameProblem,
            CommandInput command,
            Optional<String> cwd,
            String description) {
        this.editing = editing;
        this.about = about;
        this.name = TextInput.singleLine(about.name(), nameProblem);
        this.command = command;
        this.cwd = TextInput.singleLine(
                cwd.orElse(""), typed -> WorkingFolder.problem(typed).or(() -> InstanceTemplate.problem(typed)));
        this.description = TextInput.singleLine(description, typed -> Optional.empty());
    }

    TextInput name() {
        return name;
    }

    CommandInput command() {
        return command;
    }

    TextInput cwd() {
        return cwd;
    }

    TextInput description() {
        return description;
    }

    /** The folder that files are chosen in: the working folder, else the workspace's. */
    Optional<Path> folder() {
        return WorkingFolder.resolved(editing.folder().get(), cwd.value());
    }

    /** The workspace's folder; empty where it was never saved. */
    Supplier<Optional<Path>> workspaceFolder() {
        return editing.folder();
    }

    ReadOnlyLock lock() {
        return editing.lock();
    }

    ReadOnlyStringProperty reasonProperty() {
        return reason.getReadOnlyProperty();
    }

    /** @param create the key of the title of a form for something new */
    String title(String create) {
        return switch (about.purpose()) {
            case CREATE -> Texts.text(create);
            case EDIT -> Texts.text("form.edit", about.subject());
            case DUPLICATE -> Texts.text("form.duplicate", about.subject());
        };
    }

    /** @throws IllegalArgumentException where no command was typed */
    Command requireCommand() {
        return command.command().orElseThrow(() -> new IllegalArgumentException(Texts.text("form.command.missing")));
    }

    /** Says that what is edited was removed meanwhile. */
    IllegalArgumentException gone() {
        return new IllegalArgumentException(Texts.text("form.gone", about.subject()));
    }

    boolean changed() {
        return inputs.get().stream().anyMatch(TextInput::changed) || command.changed();
    }

    // ---- what is wrong

    /**
     * Follows all fields of the form.
     *
     * @param all whatever can come to be shown
     * @param shown what is, and so must be right
     */
    void follow(List<TextInput> all, Supplier<List<TextInput>> shown) {
        inputs = shown;
        all.forEach(input -> input.problemProperty().addListener(changed -> explain()));
        explain();
    }

    /** Says anew why it cannot be saved. */
    void explain() {
        reason.set(inputs.get().stream()
                .map(input -> input.problemProperty().get())
                .filter(problem -> !problem.isEmpty())
                .findFirst()
                .orElse(""));
    }

    // ---- saving

    /**
     * Saves what was typed, where it may be; whether the form is done with.
     *
     * @param changed whether there is anything to save
     * @param applied what the workspace becomes
     */
    boolean save(boolean changed, UnaryOperator<Workspace> applied) {
        inputs.get().forEach(TextInput::mark);
        inputs.get().forEach(TextInput::recheck);
        if (!reason.get().isEmpty()) {
            return false;
        }
        if (about.isEdit() && !changed) {
            return true;
        }
        try {
            editing.edit().accept(what(), applied);
            return true;
        } catch (IllegalArgumentException e) {
            reason.set(e.getMessage());
            return false;
        }
    }

    private String what() {
        return switch (about.purpose()) {
            case CREATE -> Texts.text("form.add", name.value());
            case EDIT -> Texts.text("form.edit", about.subject());
            case DUPLICATE -> Texts.text("form.duplicate.as", about.subject(), name.value());
        };
    }
}
