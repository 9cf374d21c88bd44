package controlfreak.log.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogTextTest {
    @Test
    void plainTextStaysAsItIs() {
        assertThat(LogText.clean("\tGrüße 你好 😀")).isEqualTo("\tGrüße 你好 😀");
    }

    @Test
    void controlCharactersAreMadeVisible() {
        assertThat(LogText.clean("a\0b\u0007c\u007fd\u0085e")).isEqualTo("a\\x00b\\x07c\\x7fd\\x85e");
    }

    @Test
    void theReturnOfAForeignLineEndIsDropped() {
        assertThat(LogText.clean("done\r")).isEqualTo("done");
    }

    @Test
    void aReturnBeginsTheLineAgainAsOnATerminal() {
        assertThat(LogText.clean("10 %\r50 %\r\u001b[32m100 %\u001b[K\u001b[0m\r"))
                .isEqualTo("100 %");
        assertThat(spans("old\u001b[31m red\rnew")).containsExactly("new:1");
    }

    @Test
    void coloursAndWeightsBecomeStyles() {
        StyledText styled = LogText.styled("a \u001b[1;31mbold\u001b[22;4m line\u001b[m end");
        assertThat(styled.text()).isEqualTo("a bold line end");
        assertThat(styled.spans())
                .extracting(StyledText.Span::end, StyledText.Span::style)
                .containsExactly(
                        tuple(2, LogStyle.PLAIN),
                        tuple(6, red().withWeight(true, false)),
                        tuple(11, red().withUnderlined(true)),
                        tuple(15, LogStyle.PLAIN));
    }

    private static LogStyle red() {
        return LogStyle.PLAIN.withForeground(Optional.of(1));
    }

    @Test
    void largePalettesAreBroughtDownToSixteenColours() {
        assertThat(spans("\u001b[38;5;9ma")).containsExactly("a:9");
        assertThat(spans("\u001b[38;5;196ma")).containsExactly("a:9");
        assertThat(spans("\u001b[38;5;22ma")).containsExactly("a:2");
        assertThat(spans("\u001b[38;5;244ma")).containsExactly("a:8");
        assertThat(spans("\u001b[38;2;10;20;250ma")).containsExactly("a:12");
        assertThat(spans("\u001b[38:2::200:30:180ma")).containsExactly("a:5");
        assertThat(spans("\u001b[96ma")).containsExactly("a:14");
        assertThat(LogText.styled("\u001b[48;5;1ma").spans().get(0).style().background())
                .contains(1);
    }

    @Test
    void renditionsThatMeanNothingAreLeftOut() {
        for (String odd : List.of(
                "38",
                "38;5",
                "38;2;1;2",
                "38;5;999",
                "38;9;1",
                "99999999999999999999",
                ";;;;",
                "58;5;1",
                "0".repeat(10_000),
                "1;".repeat(40_000) + "0")) {
            assertThat(LogText.clean("\u001b[" + odd + "mtext")).isEqualTo("text");
        }
        assertThat(LogText.styled("\u001b[?1mtext\u001b[>4;2m").spans()).isEmpty();
    }

    /** Each part and its colour, if it is no plain one. */
    private static List<String> spans(String raw) {
        StyledText styled = LogText.styled(raw);
        List<String> spans = new ArrayList<>();
        int begin = 0;
        for (StyledText.Span span : styled.spans()) {
            String colour = span.style().foreground().map(String::valueOf).orElse("");
            spans.add(styled.text().substring(begin, span.end()) + ":" + colour);
            begin = span.end();
        }
        return spans;
    }

    @Test
    void charactersThatReorderALineAreMadeVisible() {
        assertThat(LogText.clean("a\u202eb\u2066c\u2028d")).isEqualTo("a\\u202eb\\u2066c\\u2028d");
    }

    @Test
    void terminalSequencesAreLeftOut() {
        assertThat(LogText.clean(
                        "\u001b[1;31merror\u001b[0m: \u001b]8;;http://x\u0007link\u001b]8;;\u001b\\ \u001b(Bend"))
                .isEqualTo("error: link end");
    }

    @Test
    void anEscapeThatBeginsNothingIsMadeVisible() {
        assertThat(LogText.clean("a\u001b")).isEqualTo("a\\x1b");
        assertThat(LogText.clean("a\u001b[12")).isEqualTo("a\\x1b[12");
        assertThat(LogText.clean("\u001b]0;no end")).isEqualTo("\\x1b]0;no end");
    }

    @Test
    void aLineOfBeginningsThatNeverEndIsReadOnce() {
        String line = "\u001b]".repeat(1 << 20);
        // Searched anew for each of them, this would take hours.
        String clean = assertTimeoutPreemptively(Duration.ofMinutes(1), () -> LogText.clean(line));
        assertThat(clean).isEqualTo("\\x1b]".repeat(1 << 20));
    }
}
