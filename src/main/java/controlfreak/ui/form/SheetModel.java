package controlfreak.ui.form;

import controlfreak.ui.fx.ReadOnlyLock;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;

/** What the frame of every form needs of it. FX thread only. */
interface SheetModel {
    String title();

    /** Whether cancelling would lose something. */
    boolean changed();

    /** Saves, or marks every field that stands in the way; whether the form is done with. */
    boolean save();

    /** Why it cannot be saved, in a sentence; empty where it can. */
    ReadOnlyStringProperty reasonProperty();

    /** Whether the workspace may only be looked at. */
    ReadOnlyLock lock();

    /** What can be removed by this form; empty where nothing can. */
    default Optional<Removal> removal() {
        return Optional.empty();
    }

    /**
     * A removal that asks first.
     *
     * @param verb the button's text: "Remove web"
     * @param consequence what it stops and takes away
     */
    record Removal(String verb, String consequence, Runnable action) {}
}
