package controlfreak.ui.log.lines;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.log.LogLine;
import controlfreak.log.LogStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogEntryTest {
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
        return LogEntry.of(0, 0, "web", new LogLine(0, Instant.EPOCH, LogStream.OUT, bytes, false));
    }
}
