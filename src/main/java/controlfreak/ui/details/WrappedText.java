package controlfreak.ui.details;

import javafx.geometry.Orientation;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;

/** A text that can be selected and copied, not changed; as high as its lines need. FX thread only. */
final class WrappedText extends TextArea {
    /** Less width than there is, as the area keeps some for itself, would cut the last line. */
    private static final double KEPT = 4;

    /** What hangs below the last line. */
    private static final double BELOW = 2;

    private final Text measure = new Text();

    WrappedText() {
        setEditable(false);
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
        getStyleClass().add("wrapped-text");
        textProperty().addListener(changed -> requestLayout());
        addEventFilter(KeyEvent.KEY_PRESSED, this::goOn);
    }

    /** Tab goes to the next control, as it does from a field: nothing can be typed here. */
    private void goOn(KeyEvent event) {
        if (event.getCode() == KeyCode.TAB && !event.isControlDown()) {
            event.consume();
            fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.TAB, event.isShiftDown(), true, false, false));
        }
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        measure.setFont(getFont());
        measure.setText(getText());
        measure.setWrappingWidth(width <= 0 ? 0 : Math.max(1, width - snappedLeftInset() - snappedRightInset() - KEPT));
        return Math.ceil(measure.getLayoutBounds().getHeight()) + snappedTopInset() + snappedBottomInset() + BELOW;
    }
}
