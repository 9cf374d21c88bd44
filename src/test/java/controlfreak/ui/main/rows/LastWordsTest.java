package controlfreak.ui.main.rows;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.log.LogLine;
import controlfreak.log.LogStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found in a log of why a run failed. */
class LastWordsTest {
    private final List<LogLine> lines = new ArrayList<>();

    private LastWordsTest add(LogStream stream, String... texts) {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            lines.add(new LogLine(lines.size(), Instant.EPOCH, stream, bytes, false));
        }
        return this;
    }

    private LastWordsTest run(LogStream stream, String... texts) {
        return add(LogStream.START, "started").add(stream, texts).add(LogStream.END, "exit 1");
    }

    @Test
    void the_last_line_on_standard_error_says_why_where_none_is_called_an_error() {
        run(LogStream.ERR, "warming up", "sh: 1: python3: not found", "").add(LogStream.OUT, "");
        assertThat(LastWords.of(lines)).contains("sh: 1: python3: not found");
    }

    @Test
    void an_error_says_more_than_what_is_written_after_it() {
        run(
                LogStream.ERR,
                "Traceback (most recent call last):",
                "  File \"worker.py\", line 3, in <module>",
                "    os.environ['SHOP_DB']",
                "KeyError: 'SHOP_DB'",
                "closing files");
        assertThat(LastWords.of(lines)).contains("KeyError: 'SHOP_DB'");
    }

    @Test
    void the_error_itself_says_more_than_where_it_was_called_from() {
        run(LogStream.OUT, "ERROR cannot bind", "    at shop.Main.main(Main.java:3)");
        assertThat(LastWords.of(lines)).contains("ERROR cannot bind");
    }

    @Test
    void only_the_run_that_ended_last_is_asked() {
        run(LogStream.ERR, "of an older run").run(LogStream.OUT, "all is well");
        assertThat(LastWords.of(lines)).isEmpty();
        run(LogStream.ERR, "of the last").add(LogStream.START, "started").add(LogStream.ERR, "of the one that runs");
        assertThat(LastWords.of(lines)).contains("of the last");
    }

    @Test
    void a_log_in_which_no_run_has_ended_says_nothing() {
        assertThat(LastWords.of(lines)).isEmpty();
        add(LogStream.START, "started").add(LogStream.ERR, "no");
        assertThat(LastWords.of(lines)).isEmpty();
    }

    @Test
    void what_cannot_be_seen_is_shown_and_what_is_too_long_is_cut() {
        run(LogStream.ERR, "a\u202eb");
        assertThat(LastWords.of(lines)).contains("a\\u202eb");
        run(LogStream.ERR, "x".repeat(10_000));
        assertThat(LastWords.of(lines).orElseThrow()).hasSizeLessThan(400).endsWith("…");
    }
}
