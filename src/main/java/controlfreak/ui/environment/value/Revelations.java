package controlfreak.ui.environment.value;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/** Which secrets an operator has asked to see. FX thread only. */
public final class Revelations {
    private final Set<String> revealed = new HashSet<>();
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

    /** Whether a secret is to stay hidden. */
    public boolean isMasked(String name, boolean isSecret) {
        return isSecret && !revealed.contains(name);
    }

    /** Whether a value of that variable is a secret that nobody asked to see. */
    public boolean isMasked(String name, Optional<String> value) {
        return isMasked(name, Secrets.isSecret(name, value));
    }

    public void set(String name, boolean shown) {
        if (shown ? revealed.add(name) : revealed.remove(name)) {
            changes.set(changes.get() + 1);
        }
    }

    /** Masks all of them again. */
    public void clear() {
        if (!revealed.isEmpty()) {
            revealed.clear();
            changes.set(changes.get() + 1);
        }
    }

    /** Changes whenever a secret is revealed or masked. */
    public ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }
}
