package controlfreak.workspace.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import controlfreak.model.Environment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written is read again by the same dialect, and garbage is read without harm. */
class RoundTripTest {
    private static final String[] PIECES = {
        "", "a", " ", "  ", "\t", "\n", "\r", "\r\n", "'", "\"", "\\", "\\n", "\\'", "\\\"", "#", " #", ";", "$", "$A",
        "${A}", "${A:-b}", "$(ls)", "\\$", "=", "export ", "A=", "\nA='", "\nB=\"", "{", "}", "(", ")", "`", "é", "😀",
        "\u0001", "\u007f", "\u00a0", "\ud800"
    };

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadAgain(Dialect dialect) {
        Random random = new Random(17);
        int written = 0;
        for (int round = 0; round < 3_000; round++) {
            Map<String, Optional<String>> entries = new LinkedHashMap<>();
            for (int i = 0; i < 4; i++) {
                entries.put("V" + i, Optional.of(text(random, 6)));
            }
            EnvExport export = dialect.export(Environment.of(entries));
            entries.keySet().removeAll(export.leftOut());
            Map<String, Optional<String>> read = new LinkedHashMap<>();
            for (EnvEntry entry : dialect.read(export.text(), Map.of("A", "wrong"))) {
                assertThat(entry.isTakable()).as(export.text()).isTrue();
                read.put(entry.name(), Optional.of(entry.value()));
            }
            assertThat(read).as(export.text()).isEqualTo(entries);
            written += read.size();
        }
        assertThat(written).isGreaterThan(6_000);
    }

    @ParameterizedTest
    @EnumSource
    void whatPeopleHaveIsWritten(Dialect dialect) {
        List<String> values = new ArrayList<>(List.of(
                "",
                "plain",
                " blanks around ",
                "it's",
                "say \"hi\"",
                "pa$$w0rd#1",
                "${HOME}",
                "a=b",
                "$(date)",
                "C:\\new\\table",
                "{\"json\": [1, \"two\"]}",
                "postgres://u:p@h/db?x=1#y",
                "line\nline\n",
                "tab\tbed"));
        for (String value : values) {
            assertThat(dialect.write("NAME", value)).as(value).isPresent();
        }
    }

    @Test
    void whatADialectCannotSayIsNamed() {
        Environment environment = Environment.EMPTY
                .with("A.B", "1")
                .with("CR", "a\rb")
                .with("ÄH", "1")
                .with("LINES", "a\\n\nb")
                .with("OK", "1");
        assertThat(Dialect.FOREMAN.export(environment).leftOut()).containsExactly("A.B", "ÄH", "LINES");
        assertThat(Dialect.COMPOSE.export(environment).leftOut()).isEmpty();
        assertThat(Dialect.RUBY.export(environment).leftOut()).containsExactly("CR", "ÄH");
        assertThat(Dialect.SYSTEMD.export(environment).leftOut()).containsExactly("A.B", "CR", "ÄH");
    }

    @ParameterizedTest
    @EnumSource
    void aRemovedVariableIsAComment(Dialect dialect) {
        EnvExport export = dialect.export(
                Environment.EMPTY.with("A", "1").withRemoved("TZ").withRemoved("X Y"));
        assertThat(export.text()).isEqualTo("A=1\n# unset TZ\n");
        assertThat(export.leftOut()).containsExactly("X Y");
        assertThat(dialect.read(export.text(), Map.of()))
                .extracting(EnvEntry::name, EnvEntry::value)
                .containsExactly(tuple("A", "1"));
    }

    @ParameterizedTest
    @EnumSource
    void garbageIsReadWithoutHarm(Dialect dialect) {
        Random random = new Random(4);
        for (int round = 0; round < 3_000; round++) {
            String garbage = text(random, 40);
            dialect.read(garbage, Map.of("A", "${A}"))
                    .forEach(entry -> assertThat(entry.line()).isBetween(1, lines(garbage)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void muchOfOneThingIsReadToo(Dialect dialect) {
        for (String piece : PIECES) {
            if (!piece.isEmpty()) {
                String much = piece.repeat((1 << 18) / piece.length());
                assertThat(dialect.read("A=" + much, Map.of())).isNotNull();
                assertThat(dialect.read(much, Map.of("A", "x"))).isNotNull();
            }
        }
        String nested = "${A:-".repeat(40_000);
        assertThat(dialect.read("B=" + nested, Map.of())).hasSize(1);
        assertThat(dialect.read("B=" + nested + "}".repeat(40_000), Map.of())).hasSize(1);
    }

    private static String text(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(pieces + 1); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static int lines(String text) {
        return (int) text.chars().filter(c -> c == '\n' || c == '\r').count() + 1;
    }
}
