package controlfreak.ui.action;

import javafx.scene.input.KeyCombination;

/** Keys as people read them. Any thread. */
final class KeyText {
    private KeyText() {}

    static String of(KeyCombination keys) {
        return keys.getDisplayText();
    }
}
