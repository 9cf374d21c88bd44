package controlfreak.ui.main;

import controlfreak.ui.fx.Views;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Parent;

/** What is seen in a workspace that has nothing in it yet. FX thread only. */
final class EmptyView {
    private final FormCommands forms;
    private final Parent root;

    EmptyView(FormCommands forms) {
        this.forms = forms;
        root = Views.load(this);
    }

    Parent root() {
        return root;
    }

    @FXML
    private void addProxy() {
        forms.addProxy();
    }

    @FXML
    private void addService() {
        forms.addService(Optional.empty());
    }
}
