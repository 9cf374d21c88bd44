package controlfreak.ui.action;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.testing.WindowExtension;
import java.util.List;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.Start;

@ExtendWith(WindowExtension.class)
class HeldKeysTest {
    private Button table;
    private TextField text;
    private int edited;
    private int removed;

    @Start
    void start(Stage stage) {
        table = new Button();
        text = new TextField("redis");
        PanelAction edit = PanelAction.of("edit", () -> edited++).keys("F2");
        PanelAction remove = PanelAction.of("remove", () -> removed++).keys("Delete");
        MenuBar bar = new MenuBar();
        Menu menu =
                new Menu("Edit", null, ActionControls.menuItem(edit, "menu"), ActionControls.menuItem(remove, "menu"));
        bar.getMenus().add(menu);
        VBox root = new VBox(bar, table, text);
        HeldKeys.install(root, List.of(edit, remove));
        stage.setScene(new Scene(root));
        stage.show();
    }

    @Test
    void anActionIsDoneOnceForEachPress() {
        hold(table, KeyCode.F2);
        assertThat(edited).isEqualTo(1);
        hold(text, KeyCode.F2);
        assertThat(edited).isEqualTo(2);
    }

    @Test
    void aTextHearsAKeyAsOftenAsItComes() {
        onFx(() -> {
            text.requestFocus();
            text.positionCaret(0);
        });
        hold(text, KeyCode.DELETE);
        String left = fx(text::getText);
        assertThat(left).isEqualTo("is");
        assertThat(removed).isZero();
    }

    private static void hold(Node target, KeyCode code) {
        press(target, code);
        press(target, code);
        press(target, code);
        send(target, KeyEvent.KEY_RELEASED, code);
    }

    private static void press(Node target, KeyCode code) {
        send(target, KeyEvent.KEY_PRESSED, code);
    }

    private static void send(Node target, EventType<KeyEvent> type, KeyCode code) {
        onFx(() -> Event.fireEvent(target, new KeyEvent(type, "", "", code, false, false, false, false)));
    }
}
