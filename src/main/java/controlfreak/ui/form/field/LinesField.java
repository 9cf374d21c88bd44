package controlfreak.ui.form.field;

import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** A small text area with an item on each line. FX thread only. */
public final class LinesField extends TextArea {
    private static final int LINES = 3;

    public LinesField() {
        setPrefRowCount(LINES);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> goOnByTab(this, event));
    }

    /** A text area would keep Tab to itself. */
    public static void goOnByTab(TextArea area, KeyEvent event) {
        if (event.getCode() == KeyCode.TAB && !event.isControlDown()) {
            KeyEvent onward = new KeyEvent(
                    event.getSource(),
                    event.getTarget(),
                    event.getEventType(),
                    event.getCharacter(),
                    event.getText(),
                    event.getCode(),
                    event.isShiftDown(),
                    true,
                    event.isAltDown(),
                    event.isMetaDown());
            event.consume();
            area.fireEvent(onward);
        }
    }
}
