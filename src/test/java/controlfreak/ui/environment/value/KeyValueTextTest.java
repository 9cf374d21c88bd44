package controlfreak.ui.environment.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyValueTextTest {
    @Test
    void readsPlainLinesAndSkipsCommentsAndBlanks() {
        assertThat(valid("# note\n\nA=1\r\n  export B = two words \nC=\nD=x # y\nE=a=b"))
                .containsExactly("A:1", "B:two words", "C:", "D:x # y", "E:a=b");
    }

    @Test
    void readsQuotedValues() {
        assertThat(valid("A=\"1\\n\\\"2\\\"\" # note\nB='it \\n stays'\nC=\"two\nlines\"\nD=4"))
                .containsExactly("A:1\n\"2\"", "B:it \\n stays", "C:two\nlines", "D:4");
    }

    @Test
    void neverExpands() {
        assertThat(valid("A=$(rm -r x)\nB=${HOME}")).containsExactly("A:$(rm -r x)", "B:${HOME}");
    }

    @Test
    void reportsInvalidLinesWithTheirNumbers() {
        List<KeyValueText.Line> lines = KeyValueText.parse(
                "A=1\nno equals\n=x\nB=\"open\nC=\"1\" 2\nD=\"two\nlines\"\ntwo words=1\nE=a\0b\nF=2");
        assertThat(lines)
                .filteredOn(line -> !line.isValid())
                .extracting(KeyValueText.Line::line)
                .containsExactly(2, 3, 4, 5, 8, 9);
        assertThat(lines)
                .filteredOn(line -> line.isValid())
                .extracting(KeyValueText.Line::name)
                .contains("A", "F");
    }

    @Test
    void goesOnAfterAQuoteThatIsNeverClosed() {
        List<KeyValueText.Line> lines = KeyValueText.parse("A=\"open\nB=2");
        assertThat(lines.get(0).problem()).isPresent();
        assertThat(lines.get(1).name()).isEqualTo("B");
        assertThat(lines.get(1).line()).isEqualTo(2);
        assertThat(lines.get(1).isValid()).isTrue();
    }

    @Test
    void takesVariablesAway() {
        assertThat(valid("unset TZ\n unset \t LANG \nA=unset B")).containsExactly("TZ:-", "LANG:-", "A:unset B");
        assertThat(KeyValueText.format("TZ", Optional.empty())).isEqualTo("unset TZ");
        assertThat(KeyValueText.parse("unset\nunset A B")).noneMatch(KeyValueText.Line::isValid);
    }

    @Test
    void theLastOfTwoHolds() {
        List<KeyValueText.Line> lines = KeyValueText.parse("A=1\nA=2");
        assertThat(lines.get(0).problem().orElseThrow()).contains("Line 2");
        assertThat(lines.get(1).isValid()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                " blank ",
                "two\nlines\n",
                "q\"uo'te",
                "\\n",
                "a\r\nb\tc",
                "#x",
                "'",
                "\u001b[0m",
                "é€😀"
            })
    void readsBackWhatItWrites(String value) {
        assertThat(KeyValueText.parse(KeyValueText.format("A", value)))
                .singleElement()
                .extracting(KeyValueText.Line::value)
                .isEqualTo(Optional.of(value));
    }

    private static List<String> valid(String text) {
        List<KeyValueText.Line> lines = KeyValueText.parse(text);
        assertThat(lines).allMatch(KeyValueText.Line::isValid);
        return lines.stream()
                .map(line -> line.name() + ":" + line.value().orElse("-"))
                .toList();
    }

    @Test
    void saysWhichCharacterCannotBeSeen() {
        assertThat(KeyValueText.parse("A\u00a0 =1\nexport\u00a0 B=2\n\ufeffC=3\n\u200bD=4\nunset E\u00a0\nF=5"))
                .extracting(line -> line.problem().orElse("fine"))
                .containsExactly(
                        "The name has a no-break space (U+00A0) at its end.",
                        "The name has a no-break space (U+00A0) in it.",
                        "The name has a zero width no-break space (U+FEFF) at its beginning.",
                        "The name has a zero width space (U+200B) at its beginning.",
                        "The name has a no-break space (U+00A0) at its end.",
                        "fine");
    }
}
