package controlfreak.ui.fx;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;

/** What stands over the environment's pane until it is answered: a preview, a larger editor. FX thread only. */
public final class Overlay {
    private final StackPane root;
    private final Node pane;
    private final Runnable focus;

    /**
     * @param root holds the pane and what stands over it
     * @param focus gives the focus back
     */
    public Overlay(StackPane root, Node pane, Runnable focus) {
        this.root = root;
        this.pane = pane;
        this.focus = focus;
    }

    public void open(Parent content) {
        pane.setDisable(true);
        root.getChildren().setAll(pane, content);
    }

    public void close() {
        if (isOpen()) {
            pane.setDisable(false);
            root.getChildren().setAll(pane);
            focus.run();
        }
    }

    public boolean isOpen() {
        return pane.isDisabled();
    }
}
