package controlfreak.ui.fx;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** The system's clipboard. FX thread only. */
public final class Clipboards {
    private Clipboards() {}

    /** Puts a text there; an empty one leaves what is there. */
    public static void put(String text) {
        if (!text.isEmpty()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        }
    }
}
