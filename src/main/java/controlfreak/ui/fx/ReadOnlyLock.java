package controlfreak.ui.fx;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/**
 * Whether the panel only looks: then nothing is started, stopped, signalled, edited or saved from it. What acts asks
 * here; what offers to act shows {@link #reason}. FX thread only.
 */
public final class ReadOnlyLock {
    private final ReadOnlyBooleanWrapper locked = new ReadOnlyBooleanWrapper();
    private final StringBinding reason =
            Bindings.createStringBinding(() -> locked.get() ? Texts.text("lock.reason") : "", locked);
    private boolean isForGood;

    public ReadOnlyBooleanProperty lockedProperty() {
        return locked.getReadOnlyProperty();
    }

    public boolean isLocked() {
        return locked.get();
    }

    /** Whether only another start of the panel unlocks it. */
    public boolean isForGood() {
        return isForGood;
    }

    /** Why nothing can be changed, for people; empty where it can. */
    public StringBinding reason() {
        return reason;
    }

    /** Locks what is not, and unlocks what is not locked for good. */
    public void toggle() {
        locked.set(isForGood || !locked.get());
    }

    public void lockForGood() {
        isForGood = true;
        locked.set(true);
    }
}
