package controlfreak.ui.environment;

import controlfreak.ui.environment.running.EnvironmentRestart;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import controlfreak.ui.fx.Views;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.geometry.Bounds;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.PopupWindow.AnchorLocation;

/** Says that what runs has other values, tells them on demand, and restarts it. FX thread only. */
final class RestartBar {
    private final VBox root;

    @FXML
    private Label restartNeeded;

    @FXML
    private Hyperlink differs;

    @FXML
    private Button restart;

    /**
     * @param onRestart restarts what has to be for the edited values to hold
     */
    RestartBar(EnvironmentViewModel viewModel, Consumer<EnvironmentRestart> onRestart) {
        root = Views.load(this);
        restartNeeded.textProperty().bind(viewModel.restartNeededProperty());
        root.visibleProperty().bind(viewModel.restartNeededProperty().isNotEmpty());
        root.managedProperty().bind(root.visibleProperty());
        restart.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> viewModel.restart().verb(), viewModel.restartNeededProperty(), viewModel.differing()));
        Tooltip reasons = new Tooltip();
        reasons.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> String.join("\n", viewModel.restartReasons()), viewModel.restartReasons()));
        restart.setTooltip(reasons);
        restart.accessibleHelpProperty().bind(reasons.textProperty());
        restart.disableProperty().bind(viewModel.lockProperty().isNotEmpty());
        restart.setOnAction(event -> onRestart.accept(viewModel.restart()));
        DifferencesPane differences = new DifferencesPane(viewModel);
        Popup popup = new Popup();
        popup.getContent().add(differences.root());
        popup.setAutoHide(true);
        popup.setAnchorLocation(AnchorLocation.CONTENT_BOTTOM_LEFT);
        differs.setOnAction(event -> {
            differs.setVisited(false);
            if (popup.isShowing()) {
                popup.hide();
                return;
            }
            // Over the window, so that nothing moves away from under the pointer.
            Bounds link = differs.localToScreen(differs.getLayoutBounds());
            popup.show(differs, link.getMinX(), link.getMinY());
        });
        root.visibleProperty().addListener(shown -> popup.hide());
    }

    Parent root() {
        return root;
    }
}
