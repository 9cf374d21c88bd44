package controlfreak.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.ui.fx.Theme;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ThemeFollowerTest {
    private final Preferences preferences = SettingsStandIn.preferences();
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final List<Theme> shown = new ArrayList<>();
    private Optional<Theme> wish = Optional.of(Theme.DARK);
    private final ThemeFollower follower =
            new ThemeFollower(preferences, () -> wish, background::add, Runnable::run, shown::add);

    @Test
    void the_systems_theme_is_shown_once_it_is_known_and_followed() {
        assertThat(shown).containsExactly(Theme.LIGHT);
        answer();
        assertThat(shown).containsExactly(Theme.LIGHT, Theme.DARK);

        wish = Optional.of(Theme.LIGHT);
        follower.ask();
        answer();
        assertThat(shown).containsExactly(Theme.LIGHT, Theme.DARK, Theme.LIGHT);
    }

    @Test
    void it_is_not_asked_twice_at_once_nor_where_it_does_not_count() {
        follower.ask();
        follower.ask();
        assertThat(background).hasSize(1);
        answer();
        preferences.themeProperty().set(ThemeChoice.LIGHT);
        follower.ask();
        assertThat(background).isEmpty();
        assertThat(shown).endsWith(Theme.LIGHT);
    }

    @Test
    void a_choice_holds_whatever_the_system_says_late() {
        preferences.themeProperty().set(ThemeChoice.LIGHT);
        answer();
        assertThat(shown).containsExactly(Theme.LIGHT);
        preferences.themeProperty().set(ThemeChoice.SYSTEM);
        assertThat(shown).containsExactly(Theme.LIGHT, Theme.DARK);
    }

    @Test
    void a_system_that_no_longer_tells_gives_the_light_one() {
        answer();
        wish = Optional.empty();
        follower.ask();
        answer();
        assertThat(shown).endsWith(Theme.LIGHT);
        assertThat(preferences.systemThemeProperty().get()).isEmpty();
    }

    private void answer() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }
}
