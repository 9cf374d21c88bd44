package controlfreak.ui.form;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Command;
import controlfreak.model.ServiceSpec;
import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.Theme;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@ExtendWith(WindowExtension.class)
class ProxyFormViewTest {
    private final FormFixture fixture = new FormFixture();
    private final ProxyForms forms = new ProxyForms(fixture.editing(), FormFixture::presets);
    private Stage stage;
    private boolean closed;

    @Start
    void start(Stage window) {
        Theme.DARK.apply();
        stage = window;
    }

    @AfterEach
    void end() {
        onFx(() -> stage.hide());
    }

    @Test
    void beginsWithAPresetWhoseModuleIsSelected(FxRobot robot) {
        open(forms.create());
        robot.type(KeyCode.ENTER);
        await().until(() -> lookup("name").isFocused());
        assertThat(fx(() -> lookup("few-workers").isVisible())).isTrue();
        robot.write("api").clickOn("#back").write("python").type(KeyCode.ENTER);
        await().until(() -> lookup("command-text").isFocused());
        robot.write("api.app").type(KeyCode.ENTER);
        await().until(() -> closed);
        assertThat(fixture.workspace.proxy("api").orElseThrow().command())
                .contains(new Command.Text("cfk-share-mem-proxy.py --preload api.app"));
        ServiceSpec worker = fixture.workspace.service("worker").orElseThrow();
        assertThat(worker.instances()).isEqualTo(4);
        assertThat(fixture.workspace.proxyOf("worker").orElseThrow().name()).isEqualTo("api");
    }

    @Test
    void aCopyMayLeaveTheServicesOut(FxRobot robot) {
        open(forms.duplicate("shop"));
        assertThat(fx(() -> lookup("few-workers").isVisible())).isFalse();
        robot.clickOn("#copy-services").clickOn("#save");
        await().until(() -> closed);
        assertThat(fixture.workspace.proxy("shop-2").orElseThrow().services()).isEmpty();
    }

    private void open(ProxyFormViewModel model) {
        onFx(() -> {
            ProxyFormView view = new ProxyFormView(model, fixture.dialogs(), () -> closed = true);
            Scene scene = new Scene(view.root());
            Theme.dress(scene);
            stage.setScene(scene);
            stage.show();
            stage.setWidth(448);
            stage.setHeight(760);
            stage.requestFocus();
            view.root().focusFirst();
        });
        await().until(() ->
                Stream.of(lookup("name"), lookup("preset-what")).anyMatch(node -> node != null && node.isFocused()));
    }

    private Node lookup(String id) {
        return stage.getScene().getRoot().lookup("#" + id);
    }
}
