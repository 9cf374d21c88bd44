package controlfreak.ui.form;

import controlfreak.model.Workspace;
import controlfreak.ui.form.command.CommandInput;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.fx.ReadOnlyLock;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;

/** A form of a proxy or a service: what is its own, and what both share. FX thread only. */
interface FormViewModel extends SheetModel {
    /** What both share. */
    FormDraft draft();

    /**
     * What the workspace becomes by saving.
     *
     * @throws IllegalArgumentException where it would not do, in a sentence for people
     */
    Workspace applied(Workspace workspace);

    @Override
    default boolean save() {
        return draft().save(changed(), this::applied);
    }

    @Override
    default ReadOnlyStringProperty reasonProperty() {
        return draft().reasonProperty();
    }

    @Override
    default ReadOnlyLock lock() {
        return draft().lock();
    }

    default TextInput name() {
        return draft().name();
    }

    default CommandInput command() {
        return draft().command();
    }

    default TextInput cwd() {
        return draft().cwd();
    }

    default TextInput description() {
        return draft().description();
    }

    /** The folder that files are chosen in. */
    default Optional<Path> folder() {
        return draft().folder();
    }
}
