package controlfreak.ui.main.status;

import controlfreak.ui.fx.ReadOnlyLock;
import controlfreak.ui.fx.Views;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;

/** The bar that says that the panel only looks, and unlocks it where that can be done. FX thread only. */
public final class LockView {
    private final Node root;

    @FXML
    private Label forGood;

    @FXML
    private Button unlock;

    /** @param afterwards runs when it was unlocked from here, to take the focus back */
    public LockView(ReadOnlyLock lock, Runnable afterwards) {
        root = Views.load(this);
        root.managedProperty().bind(root.visibleProperty());
        root.visibleProperty().bind(lock.lockedProperty());
        forGood.setVisible(lock.isForGood());
        unlock.setVisible(!lock.isForGood());
        unlock.setOnAction(event -> {
            lock.toggle();
            afterwards.run();
        });
    }

    public Node root() {
        return root;
    }
}
