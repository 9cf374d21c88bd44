package controlfreak.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    @Test
    void aNameIsSetRemovedOrNotMentioned() {
        Environment env = Environment.EMPTY.with("SET", "1").with("EMPTY", "").withRemoved("GONE");
        assertThat(env.value("SET")).contains("1");
        assertThat(env.value("EMPTY")).contains("");
        assertThat(env.value("GONE")).isEmpty();
        assertThat(env.removes("GONE")).isTrue();
        assertThat(env.removes("EMPTY")).isFalse();
        assertThat(env.removes("OTHER")).isFalse();
        assertThat(env.mentions("GONE")).isTrue();
        assertThat(env.mentions("OTHER")).isFalse();
        assertThat(env.value("OTHER")).isEmpty();
    }

    @Test
    void anEditedNameKeepsItsPlace() {
        Environment env = Environment.EMPTY.with("A", "1").with("B", "2").with("C", "3");
        assertThat(names(env.with("B", "x"))).containsExactly("A", "B", "C");
        assertThat(names(env.withRemoved("A"))).containsExactly("A", "B", "C");
        assertThat(names(env.without("B").with("B", "2"))).containsExactly("A", "C", "B");
    }

    @Test
    void anEditLeavesTheOriginalAlone() {
        Map<String, Optional<String>> entries = new LinkedHashMap<>();
        entries.put("A", Optional.of("1"));
        Environment env = Environment.of(entries);
        entries.clear();
        assertThat(env.with("A", "2").without("B")).isNotEqualTo(env);
        assertThat(env).isEqualTo(Environment.EMPTY.with("A", "1")).hasSameHashCodeAs(Environment.EMPTY.with("A", "1"));
        assertThatThrownBy(() -> env.entries().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(env.without("A")).isSameAs(Environment.EMPTY);
    }

    @Test
    void itIsLaidOverInheritedVariables() {
        Map<String, String> inherited = new HashMap<>(Map.of("A", "old", "B", "old", "C", "old"));
        Environment.EMPTY.with("A", "new").withRemoved("B").withRemoved("NONE").applyTo(inherited);
        assertThat(inherited).isEqualTo(Map.of("A", "new", "C", "old"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', A variable needs a name.",
        "A=B, 'A variable''s name cannot hold \"=\".'",
        "=, 'A variable''s name cannot hold \"=\".'"
    })
    void aNameThatCannotBeIsRefused(String name, String problem) {
        assertThat(Environment.nameProblem(name)).contains(problem);
        assertThatThrownBy(() -> Environment.EMPTY.with(name, "x")).hasMessage(problem);
        assertThatThrownBy(() -> Environment.EMPTY.withRemoved(name)).hasMessage(problem);
    }

    @Test
    void nulIsRefused() {
        assertThatThrownBy(() -> Environment.EMPTY.with("A\0", "x"))
                .hasMessage("A variable's name cannot hold a NUL character.");
        assertThatThrownBy(() -> Environment.EMPTY.with("A", "x\0"))
                .hasMessage("A variable's value cannot hold a NUL character.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "a.b-c", "1", "with blank", "ü", "BASH_FUNC_x%%"})
    void anyOtherNameIsFine(String name) {
        assertThat(Environment.nameProblem(name)).isEmpty();
    }

    @Test
    void valuesMayBeSecretsAndAreNotShown() {
        assertThat(Environment.EMPTY.with("TOKEN", "hunter2")).hasToString("Environment[TOKEN]");
    }

    @Test
    void theStrongestLevelWinsAndTheOthersAreListed() {
        EffectiveEnvironment effective = EffectiveEnvironment.of(
                Map.of("PATH", "/bin", "LANG", "C"),
                List.of(
                        new EffectiveEnvironment.Layer(
                                Origin.WORKSPACE,
                                Environment.EMPTY
                                        .with("LANG", "de")
                                        .with("W", "1")
                                        .withRemoved("PATH")),
                        new EffectiveEnvironment.Layer(
                                Origin.PROXY,
                                Environment.EMPTY.with("LANG", "fr").withRemoved("W")),
                        new EffectiveEnvironment.Layer(
                                Origin.SERVICE, Environment.EMPTY.with("W", "2").withRemoved("NONE"))));
        assertThat(effective.values()).isEqualTo(Map.of("LANG", "fr", "W", "2"));
        List<EffectiveEnvironment.Variable> variables = new ArrayList<>(effective.variables());
        assertThat(variables)
                .extracting(EffectiveEnvironment.Variable::name)
                .containsExactly("LANG", "NONE", "PATH", "W");
        assertThat(variables.get(0).winner()).isEqualTo(setting(Origin.PROXY, "fr"));
        assertThat(variables.get(0).overridden())
                .containsExactly(setting(Origin.WORKSPACE, "de"), setting(Origin.INHERITED, "C"));
        assertThat(variables.get(2).winner())
                .isEqualTo(new EffectiveEnvironment.Setting(Origin.WORKSPACE, Optional.empty()));
        assertThat(variables.get(3).overridden())
                .containsExactly(
                        new EffectiveEnvironment.Setting(Origin.PROXY, Optional.empty()),
                        setting(Origin.WORKSPACE, "1"));
    }

    @Test
    void everyProcessIsToldWhoItIs() {
        assertThat(ServiceVariables.of(new ServiceId("web", 0)))
                .isEqualTo(Environment.EMPTY
                        .with("CONTROL_FREAK_ENABLED", "1")
                        .with("CONTROL_FREAK_SERVICE", "web")
                        .with("CONTROL_FREAK_INSTANCE", "1"));
        assertThat(ServiceVariables.of(new ServiceId("web", 3)))
                .isEqualTo(Environment.EMPTY
                        .with("CONTROL_FREAK_ENABLED", "1")
                        .with("CONTROL_FREAK_SERVICE", "web-3")
                        .with("CONTROL_FREAK_INSTANCE", "3"));
    }

    private static EffectiveEnvironment.Setting setting(Origin origin, String value) {
        return new EffectiveEnvironment.Setting(origin, Optional.of(value));
    }

    private static List<String> names(Environment env) {
        return List.copyOf(env.entries().keySet());
    }

    @Test
    void refusesNamesWithWhatCannotBeSeen() {
        assertThat(Environment.nameProblem("API_URL\u00a0"))
                .contains("The name has a no-break space (U+00A0) at its end.");
        assertThat(Environment.nameProblem("\ufeffAPI_URL"))
                .contains("The name has a zero width no-break space (U+FEFF) at its beginning.");
        assertThat(Environment.nameProblem("API URL")).isEmpty();
        assertThat(Environment.nameProblem("API_URL ")).contains("The name has a space (U+0020) at its end.");
        assertThatThrownBy(() -> Environment.EMPTY.with("API\u3164", "1"))
                .hasMessage("The name has a hangul filler (U+3164) at its end.");
    }
}
