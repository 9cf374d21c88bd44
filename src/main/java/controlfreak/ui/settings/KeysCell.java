package controlfreak.ui.settings;

import controlfreak.ui.action.KeyBindings;
import controlfreak.ui.action.KeyText;
import controlfreak.ui.action.PanelAction;
import controlfreak.ui.fx.Texts;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** An action and its keys; a mark in words where they are the operator's own. FX thread only. */
final class KeysCell extends ListCell<PanelAction> {
    private static final PseudoClass WAITING = PseudoClass.getPseudoClass("waiting");

    private final KeyBindings bindings;
    private final Predicate<PanelAction> isWaiting;
    private final Label title = new Label();
    private final Label changed = new Label();
    private final Label keys = new Label();
    private final HBox line = new HBox(title, changed, keys);

    KeysCell(KeyBindings bindings, Predicate<PanelAction> isWaiting) {
        this.bindings = bindings;
        this.isWaiting = isWaiting;
        getStyleClass().add("keys-cell");
        line.getStyleClass().add("keys-line");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        changed.getStyleClass().add("changed");
        changed.setMinWidth(USE_PREF_SIZE);
        keys.getStyleClass().add("keys-text");
        keys.setMinWidth(USE_PREF_SIZE);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(PanelAction action, boolean empty) {
        super.updateItem(action, empty);
        setGraphic(empty ? null : line);
        if (!empty) {
            boolean waits = isWaiting.test(action);
            title.setText(action.title());
            changed.setText(bindings.isChanged(action) && !waits ? Texts.text("keys.changed") : "");
            keys.setText(
                    waits
                            ? Texts.text("keys.press")
                            : action.keys().map(KeyText::of).orElse("–"));
            pseudoClassStateChanged(WAITING, waits);
            setAccessibleText(title.getText() + ", "
                    + action.keys().map(KeyText::of).orElseGet(() -> Texts.text("keys.none"))
                    + (changed.getText().isEmpty() ? "" : ", " + changed.getText()));
        }
    }
}
