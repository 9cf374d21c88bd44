package controlfreak.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedLineTest {
    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private RecordedLog log;
    private LogWriter writer;

    @BeforeEach
    void open() {
        log = new LogStore(folder, () -> now, LogLimits.DEFAULT, Runnable::run).service("web");
        writer = new LogWriter(log);
    }

    private void receive(LogStream stream, String text) {
        writer.received(stream, text.getBytes(StandardCharsets.UTF_8));
    }

    private void pass(int millis) {
        now = now.plusMillis(millis);
    }

    @Test
    void aPromptIsSeenAfterAMoment() {
        receive(LogStream.OUT, "first\nDelete everything? [y/N] ");
        assertThat(log.unfinished()).isEmpty();
        pass(100);
        assertThat(log.unfinished()).singleElement().satisfies(line -> {
            assertThat(line.text()).isEqualTo("Delete everything? [y/N] ");
            assertThat(line.stream()).isEqualTo(LogStream.OUT);
            assertThat(line.time()).isEqualTo(now.minusMillis(100));
            assertThat(line.sequence()).isEqualTo(log.end());
        });
        assertThat(log.newest(9)).extracting(LogLine::text).containsExactly("first", "Delete everything? [y/N] ");
    }

    @Test
    void itGrowsAndIsStoredOnceWhenItEnds() throws IOException {
        receive(LogStream.OUT, "\rcopying 1");
        pass(100);
        receive(LogStream.OUT, "\rcopying 2");
        assertThat(log.unfinished()).extracting(LogLine::text).containsExactly("\rcopying 1\rcopying 2");
        assertThat(log.unfinished().get(0).time()).isEqualTo(now);
        assertThat(log.end()).isZero();
        receive(LogStream.OUT, "\ndone\n");
        assertThat(log.unfinished()).isEmpty();
        assertThat(log.from(0, 9)).extracting(LogLine::text).containsExactly("\rcopying 1\rcopying 2", "done");
        assertThat(Files.readString(log.file())).containsOnlyOnce("copying 2").contains(" F \rcopying 1\rcopying 2\n");
    }

    @Test
    void eachStreamHasItsOwn() {
        receive(LogStream.OUT, "out");
        pass(1);
        receive(LogStream.ERR, "err");
        pass(100);
        assertThat(log.unfinished()).extracting(LogLine::text).containsExactly("out", "err");
        writer.ended(LogStream.OUT);
        assertThat(log.unfinished()).extracting(LogLine::text).containsExactly("err");
        writer.ended();
        assertThat(log.unfinished()).isEmpty();
        assertThat(log.from(0, 9)).extracting(LogLine::text).containsExactly("out", "err");
    }

    @Test
    void theNextLineCountsItsMomentAnew() {
        receive(LogStream.OUT, "one");
        pass(1_000);
        receive(LogStream.OUT, "\ntwo");
        assertThat(log.unfinished()).isEmpty();
        pass(100);
        assertThat(log.unfinished()).extracting(LogLine::text).containsExactly("two");
    }

    @Test
    void piecesOfALineBecomeOne() {
        byte[] text = "é".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        for (byte one : text) {
            writer.add(LogStream.OUT, new byte[] {one}, false);
        }
        writer.add(LogStream.OUT, new byte[0], true);
        writer.add(LogStream.OUT, "next".getBytes(StandardCharsets.UTF_8), true);
        assertThat(log.from(0, 9)).extracting(LogLine::text).containsExactly("é".repeat(1_000), "next");
    }
}
