package controlfreak.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SaidTest {
    @Test
    void allOfAStatusIsSeenOnOneLine() {
        assertThat(status("serves\t3\u0007clients")).isEqualTo("serves 3 clients");
        assertThat(status("serves\u0087 \u202e3 clients")).isEqualTo("serves\\x87 \\u202e3 clients");
    }

    @Test
    void aLongStatusIsCutBetweenCharacters() {
        assertThat(status("é".repeat(200))).isEqualTo("é".repeat(200));
        assertThat(status("é".repeat(201))).isEqualTo("é".repeat(200) + "…");
        assertThat(status("e".repeat(199) + "🦊🦊")).isEqualTo("e".repeat(199) + "…");
    }

    private static String status(String text) {
        return Said.in("STATUS=" + text).status().orElseThrow();
    }
}
