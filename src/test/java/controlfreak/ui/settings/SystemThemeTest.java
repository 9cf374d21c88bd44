package controlfreak.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.ui.fx.Theme;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SystemThemeTest {
    private final Map<String, String> answers = new HashMap<>();

    @Test
    void the_portal_is_asked_first() {
        answers.put("gdbus color-scheme", "(<<uint32 1>>,)\n");
        answers.put("gsettings color-scheme", "'prefer-light'\n");
        assertThat(wish()).contains(Theme.DARK);
        answers.put("gdbus color-scheme", "(<<uint32 2>>,)\n");
        assertThat(wish()).contains(Theme.LIGHT);
    }

    @Test
    void where_the_portal_does_not_mind_the_settings_are_asked() {
        answers.put("gdbus color-scheme", "(<<uint32 0>>,)\n");
        answers.put("gsettings color-scheme", "'prefer-dark'\n");
        assertThat(wish()).contains(Theme.DARK);
        answers.put("gsettings color-scheme", "'default'\n");
        answers.put("gsettings gtk-theme", "'Adwaita-dark'\n");
        assertThat(wish()).contains(Theme.DARK);
        answers.put("gsettings gtk-theme", "'Adwaita'\n");
        assertThat(wish()).contains(Theme.LIGHT);
    }

    @Test
    void garbage_and_silence_tell_nothing() {
        assertThat(wish()).isEmpty();
        answers.put("gdbus color-scheme", "\0\1 oops");
        answers.put("gsettings gtk-theme", "\n");
        assertThat(wish()).isEmpty();
    }

    @Test
    void this_system_answers_or_not_but_comes_back() {
        assertThat(new SystemTheme().get()).isNotNull();
    }

    private Optional<Theme> wish() {
        return new SystemTheme(command ->
                        Optional.ofNullable(answers.get(command.get(0) + " " + command.get(command.size() - 1))))
                .get();
    }
}
