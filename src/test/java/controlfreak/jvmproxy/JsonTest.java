package controlfreak.jvmproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void readsACommand() {
        Map<String, Object> env = new LinkedHashMap<>();
        env.put("A", null);
        env.put("B", 17L);

        assertThat(Json.read(" {\"cmd\": [\"a\", \"b\\u00fc\\n\"] , \"env\":{\"A\":null,\"B\":17},\"x\":-1.5e2,"
                        + "\"yes\":true,\"no\":false,\"list\":[],\"none\":{}} "))
                .isEqualTo(Map.of(
                        "cmd",
                        List.of("a", "bü\n"),
                        "env",
                        env,
                        "x",
                        -150.0,
                        "yes",
                        true,
                        "no",
                        false,
                        "list",
                        List.of(),
                        "none",
                        Map.of()));
        assertThat(Json.read("[null]")).isEqualTo(Arrays.asList((Object) null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{\"a\"}",
                "{\"a\":}",
                "nul",
                "1 2",
                "\"\\x\"",
                "\"\\u00g0\"",
                "\"open",
                "-",
                "x"
            })
    void saysWhatIsNoJson(String line) {
        assertThatThrownBy(() -> Json.read(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void endsInAnAbyss() {
        assertThatThrownBy(() -> Json.read("[".repeat(1_000_000))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesWhatItReads() {
        byte[] line = JsonLine.status("ready")
                .with("pid", 9)
                .with("reason", "a \"b\" \\ \n \u0001 ü \ud83d\ude00")
                .with("preloaded", List.of("x", "y"))
                .with("nothing", List.of())
                .withNull("exit_status")
                .bytes();
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("status", "ready");
        expected.put("pid", 9L);
        expected.put("reason", "a \"b\" \\ \n \u0001 ü \ud83d\ude00");
        expected.put("preloaded", List.of("x", "y"));
        expected.put("nothing", List.of());
        expected.put("exit_status", null);

        assertThat(Json.read(new String(line, java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(expected);
    }
}
