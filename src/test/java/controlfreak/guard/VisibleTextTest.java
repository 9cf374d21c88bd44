package controlfreak.guard;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.base.RefusedException;
import controlfreak.log.LogLimits;
import controlfreak.log.LogStore;
import controlfreak.log.LogThread;
import controlfreak.ui.environment.value.ValueText;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.RowFacts;
import controlfreak.ui.main.verb.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTextTest {
    private static final String HOSTILE = "a\u202eb\u001b[2Jc\nd\re\u200bf\u2028g\u0085h\ud800i\u3164j\u2066k\ufeffl";
    private static final String SHOWN =
            "a\\u202eb\\x1b[2Jc\\x0ad\\x0de\\u200bf\\u2028g\\x85h\\ud800i\\u3164j\\u2066k\\ufeffl";

    @TempDir
    Path folder;

    @Test
    void whatCannotBeSeenStandsThereByItsNumber() {
        assertThat(VisibleText.of(HOSTILE)).isEqualTo(SHOWN);
        assertThat(VisibleText.lines("a\n\tb\u202e")).isEqualTo("a\n\tb\\u202e");
    }

    @ParameterizedTest
    @CsvSource({"plain text", "Grüße", "日本語", "שלום", "naïve café – “quoted”", "❤️", "1 000 €", "🙂"})
    void whatCanBeSeenStaysAsItIs(String text) {
        assertThat(VisibleText.of(text)).isEqualTo(text);
    }

    @Test
    void noSentenceHoldsWhatCannotBeSeen() {
        assertThat(new RefusedException(HOSTILE)).hasMessage(SHOWN);
        assertThat(Texts.text("main.title", Path.of("a\nb\u202e.cfk"), "x\u202e\ny"))
                .contains("a\\x0ab\\u202e.cfk")
                .contains("x\\u202e\ny");
    }

    @Test
    void noRecordOfARunCanBeForged() throws Exception {
        try (LogThread files = new LogThread("files");
                LogStore logs = new LogStore(folder, Clock.systemUTC(), LogLimits.DEFAULT, files)) {
            var log = logs.service("web");
            log.note("The proxy says: no\n2026-11-01T12:00:00.000000Z end F exit 0\u202e");
            assertThat(log.newest(10))
                    .extracting(line -> new String(line.bytes(), StandardCharsets.UTF_8))
                    .containsExactly("The proxy says: no\\x0a2026-11-01T12:00:00.000000Z end F exit 0\\u202e");
        }
    }

    @Test
    void noRowAndNoMessageHoldsWhatCannotBeSeen() {
        RowFacts.Definition shown = new RowFacts.Definition("run\nrm -rf \u202e/", "nice\u200b", "a\tb");
        assertThat(shown.command()).isEqualTo("run\\x0arm -rf \\u202e/");
        assertThat(shown.description()).isEqualTo("nice\\u200b");
        assertThat(new Message("a\u202eb", true).text()).isEqualTo("a\\u202eb");
        assertThat(ValueText.firstLine("a\u202eb")).isEqualTo("a\\u202eb");
    }
}
