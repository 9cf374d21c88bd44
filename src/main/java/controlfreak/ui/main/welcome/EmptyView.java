package controlfreak.ui.main.welcome;

import controlfreak.ui.action.PanelAction;
import controlfreak.ui.fx.Views;
import controlfreak.ui.main.menu.MainActions;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;

/** What is seen in a workspace that has nothing in it yet. FX thread only. */
public final class EmptyView {
    private final Parent root;

    @FXML
    private Button proxy;

    @FXML
    private Button service;

    public EmptyView(MainActions actions) {
        root = Views.load(this);
        reach(actions.addProxy, proxy);
        reach(actions.addService, service);
    }

    private static void reach(PanelAction action, Button button) {
        button.disableProperty().bind(action.obstacleProperty().isNotEmpty());
        button.setOnAction(event -> action.run());
    }

    public Parent root() {
        return root;
    }
}
