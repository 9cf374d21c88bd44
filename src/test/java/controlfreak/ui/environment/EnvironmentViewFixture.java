package controlfreak.ui.environment;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.awaitility.Awaitility.await;

import controlfreak.testing.WindowExtension;
import controlfreak.ui.environment.edit.EnvironmentTarget;
import controlfreak.ui.environment.running.EnvironmentRestart;
import controlfreak.ui.environment.state.EnvironmentRow;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import controlfreak.ui.fx.Theme;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pane of variables of a service, in a window. */
@ExtendWith(WindowExtension.class)
abstract class EnvironmentViewFixture {
    final EnvironmentFixture fixture = new EnvironmentFixture().started();
    final List<EnvironmentRestart> restarts = new ArrayList<>();
    EnvironmentViewModel model;
    EnvironmentView view;
    Stage stage;

    /** Shows the window; TestFX looks for who begins in the class of the tests only. */
    void show(Stage window) {
        Theme.LIGHT.apply();
        stage = window;
        model = fixture.viewModel();
        model.show(new EnvironmentTarget.Service("web"));
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

    @AfterEach
    void end() {
        onFx(() -> stage.hide());
    }

    void select(String name) {
        await().until(() -> fx(() -> {
            TableView<?> table = (TableView<?>) lookup("environment-table");
            int index = names().indexOf(name);
            if (index >= 0) {
                table.getSelectionModel().clearAndSelect(index);
                table.requestFocus();
            }
            return index >= 0;
        }));
    }

    List<String> names() {
        return fx(() -> model.rows().stream().map(EnvironmentRow::name).toList());
    }

    List<String> labels(String style) {
        return fx(() -> view.root().lookupAll(style).stream()
                .filter(node -> node.isVisible() && node instanceof Label)
                .map(node -> ((Label) node).getText())
                .toList());
    }

    String text(String id) {
        return fx(() -> ((Label) lookup(id)).getText());
    }

    void awaitFocus(String id) {
        await().until(() -> fx(() -> lookup(id) != null && lookup(id).isFocused()));
    }

    Node lookup(String id) {
        return view.root().lookup("#" + id);
    }
}
