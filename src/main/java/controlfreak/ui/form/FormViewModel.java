package controlfreak.ui.form;

import controlfreak.model.Workspace;
import controlfreak.ui.fx.ReadOnlyLock;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;

/** A form: what is its own, and what all share. FX thread only. */
interface FormViewModel {
    /** What all forms share. */
    FormDraft draft();

    String title();

    /** Whether cancelling would lose something. */
    boolean changed();

    /**
     * What the workspace becomes by saving.
     *
     * @throws IllegalArgumentException where it would not do, in a sentence for people
     */
    Workspace applied(Workspace workspace);

    /** What can be removed by this form; empty where nothing can. */
    Optional<Removal> removal();

    /** Saves, or marks every field that stands in the way. */
    default boolean save() {
        return draft().save(changed(), this::applied);
    }

    /** Why it cannot be saved, in a sentence; empty where it can. */
    default ReadOnlyStringProperty reasonProperty() {
        return draft().reasonProperty();
    }

    /** Whether the workspace may only be looked at. */
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

    /**
     * A removal that asks first.
     *
     * @param verb the button's text: "Remove web"
     * @param consequence what it stops and takes away
     */
    record Removal(String verb, String consequence, Runnable action) {}
}
