package controlfreak.ui.environment.value;

import java.util.HashSet;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/** Which secrets an operator has asked to see. FX thread only. */
public final class Revelations {
    private final Set<String> revealed = new HashSet<>();
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

    public boolean isMasked(String name) {
        return Secrets.isSecret(name) && !revealed.contains(name);
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
