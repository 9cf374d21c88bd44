package controlfreak.ui.environment;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.awaitility.Awaitility.await;

import controlfreak.ui.environment.edit.EnvironmentTarget;
import controlfreak.ui.environment.running.EnvironmentRestart;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import controlfreak.ui.fx.Theme;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Stage;

/** The environment pane in a window, for tests to look at. Made on the FX thread, used from the test's. */
public final class EnvironmentWindow {
    public final EnvironmentFixture fixture = new EnvironmentFixture().started();
    public final EnvironmentViewModel model = fixture.viewModel();
    final List<EnvironmentRestart> restarts = new ArrayList<>();
    private final EnvironmentView view;
    private final Stage stage;

    public EnvironmentWindow(Stage stage, EnvironmentTarget target) {
        this.stage = stage;
        Theme.LIGHT.apply();
        model.show(target);
        view = fixture.view(model, restarts::add);
        Scene scene = new Scene(view.root());
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        stage.setWidth(1280);
        stage.setHeight(420);
        stage.requestFocus();
        view.focusTable();
    }

    public void close() {
        onFx(() -> stage.hide());
    }

    public Node lookup(String id) {
        return view.root().lookup("#" + id);
    }

    public boolean isShown(String id) {
        return fx(() -> lookup(id) != null && lookup(id).isVisible());
    }

    public void awaitShown(String id) {
        await().until(() -> isShown(id));
    }

    public void awaitFocus(String id) {
        await().until(() -> fx(() -> lookup(id) != null && lookup(id).isFocused()));
    }

    public String text(String id) {
        return fx(() -> ((Labeled) lookup(id)).getText());
    }

    public List<String> labels(String style) {
        return fx(() -> view.root().lookupAll(style).stream()
                .filter(node -> node.isVisible() && node instanceof Label)
                .map(node -> ((Label) node).getText())
                .filter(text -> text != null && !text.isEmpty())
                .toList());
    }

    static void clip(String text) {
        fx(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            return Clipboard.getSystemClipboard().setContent(content);
        });
    }
}
