package controlfreak.ui.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyBindingsTest {
    private final PanelAction start = PanelAction.of("start", () -> {}).keys("F7");
    private final PanelAction stop = PanelAction.of("stop", () -> {}).keys("F9");
    private final PanelAction run = PanelAction.of("run", () -> {});
    private final List<PanelAction> actions = List.of(start, stop, run);
    private Map<String, String> kept = Map.of();

    @Test
    void what_is_bound_is_kept_in_words_and_comes_back() {
        KeyBindings bindings = with(Map.of());
        bindings.bind(run, keys("Ctrl+Alt+R"));
        bindings.bind(stop, Optional.empty());
        assertThat(kept).containsOnly(Map.entry("run", "Ctrl+Alt+R"), Map.entry("stop", ""));

        bindings.resetAll();
        assertThat(run.keys()).isEmpty();
        KeyBindings again = with(Map.of("run", "Ctrl+Alt+R", "stop", ""));
        assertThat(again.problems()).isEmpty();
        assertThat(run.keys()).isEqualTo(keys("Ctrl+Alt+R"));
        assertThat(stop.keys()).isEmpty();
    }

    @Test
    void keys_go_from_one_action_to_the_other() {
        KeyBindings bindings = with(Map.of());
        assertThat(bindings.holder(keys("F7").orElseThrow(), stop)).contains(start);

        bindings.bind(stop, keys("F7"));

        assertThat(start.keys()).isEmpty();
        assertThat(stop.keys()).isEqualTo(keys("F7"));
        assertThat(bindings.isChanged(start)).isTrue();
        assertThat(with(kept).problems()).isEmpty();
    }

    @Test
    void what_is_reset_takes_its_keys_back() {
        KeyBindings bindings = with(Map.of());
        bindings.bind(stop, keys("F7"));

        bindings.reset(start);

        assertThat(start.keys()).isEqualTo(keys("F7"));
        assertThat(stop.keys()).isEmpty();
        assertThat(kept).containsOnly(Map.entry("stop", ""));
        bindings.resetAll();
        assertThat(stop.keys()).isEqualTo(keys("F9"));
        assertThat(kept).isEmpty();
    }

    @Test
    void the_shortcut_key_is_control_here() {
        PanelAction save = PanelAction.of("save", () -> {}).keys("Shortcut+S");
        KeyBindings bindings = new KeyBindings(List.of(save, run), Map.of(), now -> {});
        assertThat(bindings.holder(keys("Ctrl+S").orElseThrow(), run)).contains(save);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bogus", "Ctrl+", "+", "Ctrl+Ctrl", "'", "A", "Shift+A", "Enter", "Ctrl+C", "Alt+F", "F10", "\0"
            })
    void keys_that_mean_nothing_or_too_much_leave_the_first_and_are_told(String broken) {
        KeyBindings bindings = with(Map.of("stop", broken));
        assertThat(bindings.problems()).hasSize(1);
        assertThat(stop.keys()).isEqualTo(keys("F9"));
    }

    @Test
    void an_action_that_is_not_known_is_told_and_kept() {
        KeyBindings bindings = with(Map.of("brew", "F4"));
        assertThat(bindings.problems())
                .containsExactly("The settings give keys to \"brew\", which this panel cannot do.");
        bindings.bind(run, keys("F6"));
        assertThat(kept).containsEntry("brew", "F4");
    }

    @Test
    void keys_given_twice_are_the_last_ones_and_told() {
        Map<String, String> twice = new LinkedHashMap<>();
        twice.put("run", "F4");
        twice.put("stop", "F4");
        KeyBindings bindings = with(twice);
        assertThat(run.keys()).isEmpty();
        assertThat(stop.keys()).isEqualTo(keys("F4"));
        assertThat(bindings.problems()).singleElement().asString().contains("F4");
    }

    private KeyBindings with(Map<String, String> chosen) {
        actions.forEach(action -> action.keysProperty().set(action.firstKeys()));
        return new KeyBindings(actions, chosen, now -> kept = now);
    }

    private static Optional<KeyCombination> keys(String text) {
        return Optional.of(KeyCombination.valueOf(text));
    }
}
