package controlfreak.ui.fx;

import java.util.Optional;
import java.util.function.BiFunction;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyEvent;
import org.controlsfx.control.PrefixSelectionComboBox;

/** A box whose choice can be typed by its beginning; what is pressed with Alt is meant for others. FX thread only. */
public final class TypedComboBox<T> extends PrefixSelectionComboBox<T> {
    @SuppressWarnings("rawtypes") // as the library has it
    public TypedComboBox() {
        BiFunction<ComboBox, String, Optional> byBeginning = getLookup();
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> setLookup(event.isAltDown() ? (box, typed) -> Optional.empty() : byBeginning));
    }
}
