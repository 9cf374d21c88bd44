package controlfreak.ui.environment;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;

/** What stands over the environment's pane until it is answered: a preview, a larger editor. FX thread only. */
final class Overlay {
    private final StackPane root;
    private final Node pane;
    private final Node focused;

    /**
     * @param root holds the pane and what stands over it
     * @param focused what has the focus afterwards
     */
    Overlay(StackPane root, Node pane, Node focused) {
        this.root = root;
        this.pane = pane;
        this.focused = focused;
    }

    void open(Parent content) {
        pane.setDisable(true);
        root.getChildren().setAll(pane, content);
    }

    void close() {
        if (isOpen()) {
            pane.setDisable(false);
            root.getChildren().setAll(pane);
            focused.requestFocus();
        }
    }

    boolean isOpen() {
        return pane.isDisabled();
    }
}
