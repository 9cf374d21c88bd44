package controlfreak.ui.fx;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/**
 * Whether the panel only looks: then nothing is started, stopped, signalled, edited or saved from it. What acts asks
 * here; what offers to act shows {@link #reason}. FX thread only.
 */
public final class ReadOnlyLock {
    private final BooleanProperty locked = new SimpleBooleanProperty();
    private final StringBinding reason =
            Bindings.createStringBinding(() -> locked.get() ? Texts.text("lock.reason") : "", locked);

    public BooleanProperty lockedProperty() {
        return locked;
    }

    public boolean isLocked() {
        return locked.get();
    }

    /** Why nothing can be changed, for people; empty where it can. */
    public StringBinding reason() {
        return reason;
    }
}
