package controlfreak.ui.form;

import controlfreak.ui.fx.ReadOnlyLock;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;

/** What the frame around a form needs to know of it. FX thread only. */
interface FormViewModel {
    String title();

    /** Why it cannot be saved, in a sentence; empty where it can. */
    ReadOnlyStringProperty reasonProperty();

    /** Whether the workspace may only be looked at. */
    ReadOnlyLock lock();

    /** Whether cancelling would lose something. */
    boolean changed();

    /** Saves, or marks every field that stands in the way. */
    boolean save();

    /** What can be removed by this form; empty where nothing can. */
    Optional<Removal> removal();

    /**
     * A removal that asks first.
     *
     * @param verb the button's text: "Remove web"
     * @param consequence what it stops and takes away
     */
    record Removal(String verb, String consequence, Runnable action) {}
}
