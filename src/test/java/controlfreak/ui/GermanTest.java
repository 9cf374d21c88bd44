package controlfreak.ui;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.ui.action.ActionControls;
import controlfreak.ui.action.KeyText;
import controlfreak.ui.action.PanelAction;
import controlfreak.ui.fx.MemoryText;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Durations;
import java.time.Duration;
import java.util.Locale;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Numbers and keys as they are written in German. */
class GermanTest {
    private final Locale before = Locale.getDefault();

    @BeforeEach
    void speakGerman() {
        Texts.speak(Locale.GERMAN);
    }

    @AfterEach
    void speakAsBefore() {
        Texts.speak(before);
    }

    @Test
    void a_comma_is_before_tenths() {
        assertThat(MemoryText.of(1_600_000)).isEqualTo("1,5 MB");
        assertThat(Durations.left(Duration.ofMillis(1_400))).isEqualTo("1,4 s");
    }

    @Test
    void keys_have_the_names_that_are_on_them() {
        assertThat(KeyText.of(KeyCombination.valueOf("Ctrl+Shift+P"))).isEqualTo("Strg+Umschalt+P");
        assertThat(KeyText.of(KeyCombination.valueOf("Delete"))).isEqualTo("Entf");
        assertThat(KeyText.of(KeyCombination.valueOf("F7"))).isEqualTo("F7");
    }

    @Test
    void menus_name_keys_like_that_too() {
        MenuItem item =
                ActionControls.menuItem(PanelAction.of("remove", () -> {}).keys("Shortcut+Delete"), "menu");
        assertThat(item.getAccelerator().getDisplayText()).isEqualTo("Strg+Entf");
        KeyEvent pressed = new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DELETE, false, true, false, false);
        assertThat(item.getAccelerator().match(pressed)).isTrue();
    }
}
