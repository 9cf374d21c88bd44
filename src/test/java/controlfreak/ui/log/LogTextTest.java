package controlfreak.ui.log;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.log.LogLine;
import controlfreak.log.LogStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogTextTest {
    @Test
    void plainTextStaysAsItIs() {
        assertThat(LogText.clean("\tGrüße 你好 😀")).isEqualTo("\tGrüße 你好 😀");
    }

    @Test
    void controlCharactersAreMadeVisible() {
        assertThat(LogText.clean("a\0b\u0007c\u007fd\u0085e\rf")).isEqualTo("a\\x00b\\x07c\\x7fd\\x85e\\x0df");
    }

    @Test
    void theReturnOfAForeignLineEndIsDropped() {
        assertThat(LogText.clean("done\r")).isEqualTo("done");
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
    void bytesThatAreNoTextAreShownAsReplacements() {
        assertThat(entry(new byte[] {'a', (byte) 0xff, 'b'}).text()).isEqualTo("a\ufffdb");
    }

    @Test
    void aLongLineIsCutAndKeptWhole() {
        LogEntry entry = entry("x".repeat(66_000).getBytes(StandardCharsets.UTF_8));
        assertThat(entry.text()).hasSize(LogEntry.MAX_SHOWN);
        assertThat(entry.hiddenBytes()).isEqualTo(64_000);
        assertThat(entry.fullText()).hasSize(66_000);
    }

    @Test
    void aLongLineIsNotCutInsideACharacter() {
        String text = "x".repeat(LogEntry.MAX_SHOWN - 1) + "😀";
        assertThat(entry(text.getBytes(StandardCharsets.UTF_8)).text()).hasSize(LogEntry.MAX_SHOWN - 1);
    }

    private static LogEntry entry(byte[] bytes) {
        return LogEntry.of(0, 0, "web", new LogLine(0, FakeLog.NOON, LogStream.OUT, bytes, false));
    }
}
