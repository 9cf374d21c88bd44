package controlfreak.ui.form;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.Theme;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
class SocketsFormViewTest {
    private static final SocketSpec WEB = SocketSpec.of("web", SocketPlace.Tcp.of("8080"));

    private final FormFixture fixture = new FormFixture();
    private Stage stage;
    private boolean closed;

    @Start
    void start(Stage window) {
        Theme.LIGHT.apply();
        stage = window;
    }

    @AfterEach
    void end() {
        onFx(() -> stage.hide());
    }

    @Test
    void theFirstOneIsAddedByKeysAlone(FxRobot robot) {
        open();
        assertThat(fx(() -> lookup("no-sockets").isVisible())).isTrue();
        robot.type(KeyCode.SPACE);
        await().until(() -> fx(() -> lookup("socket-name").isFocused()));
        robot.write("api").type(KeyCode.TAB);
        await().until(() -> !fx(() -> lookup("socket-name").isFocused()));
        robot.type(KeyCode.TAB);
        await().until(() -> fx(() -> lookup("socket-place").isFocused()));
        assertThat(fx(() -> lookup("socket-mode").getParent().getParent().isVisible()))
                .isFalse();
        robot.write("run/api.sock").type(KeyCode.TAB);
        await().until(() -> fx(() -> lookup("socket-mode").isFocused()));
        robot.write("0600").type(KeyCode.ENTER);
        await().until(() -> closed);
        assertThat(fixture.workspace.sockets())
                .containsExactly(SocketSpec.of(
                        "api", new SocketPlace.Unix("run/api.sock", Optional.of("0600"), Optional.empty())));
    }

    @Test
    void oneThatIsGivenToSomebodyIsRemovedOnlyIfThatIsMeant(FxRobot robot) {
        fixture.workspace = fixture.workspace.withSockets(List.of(WEB), Map.of());
        fixture.workspace = fixture.workspace.withServiceReplaced(
                "redis",
                fixture.workspace.service("redis").orElseThrow().with(draft -> draft.sockets = List.of("web")));
        open();
        fixture.answer = 1;
        robot.clickOn("#remove-socket");
        assertThat(fixture.asked).singleElement().asString().contains("Remove web", "Given to redis");
        assertThat(fx(() -> lookup("socket-name"))).isNotNull();
        fixture.answer = 0;
        robot.clickOn("#remove-socket");
        await().until(() -> fx(() -> lookup("no-sockets").isVisible()));
        robot.clickOn("#save");
        await().until(() -> closed);
        assertThat(fixture.workspace.sockets()).isEmpty();
        assertThat(fixture.workspace.service("redis").orElseThrow().sockets()).isEmpty();
    }

    @Test
    void whatIsWrongIsSaidBelowItsField(FxRobot robot) {
        fixture.workspace = fixture.workspace.withSockets(List.of(WEB), Map.of());
        open();
        robot.doubleClickOn("#socket-place").write("example.org:80").type(KeyCode.TAB);
        await().until(() -> fx(() -> lookup("save").isDisabled()));
        assertThat(robot.lookup(".form-problem").queryAllAs(javafx.scene.control.Label.class).stream()
                        .filter(Node::isVisible)
                        .map(javafx.scene.control.Label::getText))
                .singleElement()
                .asString()
                .contains("An address with a port");
    }

    private void open() {
        onFx(() -> {
            SocketsFormView view = new SocketsFormView(
                    new SocketsFormViewModel(fixture.editing()), fixture.dialogs(), () -> closed = true);
            Scene scene = new Scene(view.root());
            Theme.dress(scene);
            stage.setScene(scene);
            stage.show();
            stage.setWidth(448);
            stage.setHeight(760);
            stage.setX(0);
            stage.setY(0);
            stage.requestFocus();
            view.root().focusFirst();
        });
        await().until(() -> fx(() -> lookup("add-socket").isFocused()));
    }

    private Node lookup(String id) {
        return stage.getScene().lookup("#" + id);
    }
}
