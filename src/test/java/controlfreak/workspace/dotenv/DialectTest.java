package controlfreak.workspace.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import controlfreak.workspace.dotenv.Note.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DialectTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/home/op", "EMPTY", "");

    @Test
    void foremanReadsOneVariableALineAsItStands() {
        assertThat(read(Dialect.FOREMAN, "# note\nA= b # c \n\nB='it''s \\n'\r\nC=\"a\\nb\\\"c\\\\\"\nD='\nE="))
                .extracting(EnvEntry::name, EnvEntry::value)
                .containsExactly(
                        tuple("A", " b # c "),
                        tuple("B", "it''s \\n"),
                        tuple("C", "a\nb\"c\\"),
                        tuple("D", "'"),
                        tuple("E", ""));
    }

    @Test
    void foremanSkipsWhatItDoesNotUnderstand() {
        assertThat(read(Dialect.FOREMAN, "export A=1\nB =2\nC.D=3\nnonsense\n=x\nE=1"))
                .extracting(EnvEntry::line, entry -> kinds(entry))
                .containsExactly(
                        tuple(1, List.of(Kind.NOT_UNDERSTOOD)),
                        tuple(2, List.of(Kind.NOT_UNDERSTOOD)),
                        tuple(3, List.of(Kind.NOT_UNDERSTOOD)),
                        tuple(4, List.of(Kind.NOT_UNDERSTOOD)),
                        tuple(5, List.of(Kind.NOT_UNDERSTOOD)),
                        tuple(6, List.of()));
    }

    @Test
    void composeReadsQuotesEscapesAndComments() {
        assertThat(read(
                        Dialect.COMPOSE,
                        "  # note\nexport A = one two # c\nB=x#y\nC: yes\nD='it\\'s ${HOME} \\n' # c\n"
                                + "E=\"a\\tb\\\\\\\"\\n\\0101\\x\"\nF=\"two\nlines\"\nG=\nH=\"\"\nI=$$5 \\$ $5"))
                .extracting(EnvEntry::name, EnvEntry::value, EnvEntry::line)
                .containsExactly(
                        tuple("A", "one two", 2),
                        tuple("B", "x#y", 3),
                        tuple("C", "yes", 4),
                        tuple("D", "it's ${HOME} \\n", 5),
                        tuple("E", "a\tb\\\"\nA\\x", 6),
                        tuple("F", "two\nlines", 7),
                        tuple("G", "", 9),
                        tuple("H", "", 10),
                        tuple("I", "$5 \\$ $5", 11));
    }

    @Test
    void composeFillsReferencesIn() {
        assertThat(read(
                        Dialect.COMPOSE,
                        "A=1\nB=$A-${A}-$HOME\nC=\"${NO:-d}${NO-d}${EMPTY:-d}${EMPTY-d}\"\nD=${NO:-${A:+x}$A}\n"
                                + "E='${A}'\nF=${HOME:?needed}\nHOME=mine\nG=${HOME}"))
                .extracting(EnvEntry::name, EnvEntry::value, EnvEntry::notes)
                .containsExactly(
                        tuple("A", "1", List.of()),
                        tuple("B", "1-1-/home/op", List.of()),
                        tuple("C", "ddd", List.of()),
                        tuple("D", "x1", List.of()),
                        tuple("E", "${A}", List.of()),
                        tuple("F", "/home/op", List.of()),
                        tuple("HOME", "mine", List.of()),
                        tuple("G", "/home/op", List.of()));
    }

    @Test
    void composeSaysWhatItCannotFillIn() {
        assertThat(read(Dialect.COMPOSE, "A=$NO\nB=${NO:?set it}\nC=${A B}\nD=${A\nHOME\nNOT\nE=$(ls)"))
                .extracting(EnvEntry::name, EnvEntry::value, EnvEntry::notes)
                .containsExactly(
                        tuple("A", "", List.of(new Note(Kind.MISSING, "NO"))),
                        tuple("B", "", List.of(new Note(Kind.REQUIRED, "NO"))),
                        tuple("C", "${A B}", List.of(Note.of(Kind.BAD_REFERENCE))),
                        tuple("D", "${A", List.of(Note.of(Kind.BAD_REFERENCE))),
                        tuple("HOME", "/home/op", List.of(Note.of(Kind.FROM_ENVIRONMENT))),
                        tuple("NOT", "", List.of(new Note(Kind.REQUIRED, "NOT"))),
                        tuple("E", "$(ls)", List.of(Note.of(Kind.COMMAND))));
    }

    @Test
    void composeGoesOnBehindALineThatIsWrong() {
        assertThat(read(Dialect.COMPOSE, "A=\"open\nB=2\nC=\"x\" y\nD E=1\n1F=1\nG=\"z"))
                .extracting(EnvEntry::line, EnvEntry::name, entry -> kinds(entry))
                .containsExactly(
                        tuple(1, "", List.of(Kind.UNCLOSED_QUOTE)),
                        tuple(2, "B", List.of()),
                        tuple(3, "", List.of(Kind.AFTER_QUOTE)),
                        tuple(4, "", List.of(Kind.NOT_UNDERSTOOD)),
                        tuple(5, "1F", List.of(Kind.BAD_NAME)),
                        tuple(6, "", List.of(Kind.UNCLOSED_QUOTE)));
    }

    @Test
    void rubyReadsQuotesEscapesAndComments() {
        assertThat(read(
                        Dialect.RUBY,
                        "# note\nexport A = one two#c\nB: yes\nC='it \\n ${HOME}' # c\nD=\"a\\nb\\\"c\"\nE=a\\ b\n"
                                + "F=\"two\nlines\"\nG=\nH.I=1\rJ='open\nK=\"x\" y"))
                .extracting(EnvEntry::name, EnvEntry::value, EnvEntry::line)
                .containsExactly(
                        tuple("A", "one two", 2),
                        tuple("B", "yes", 3),
                        tuple("C", "it \\n ${HOME}", 4),
                        tuple("D", "a\\nb\"c", 5),
                        tuple("E", "a b", 6),
                        tuple("F", "two\nlines", 7),
                        tuple("G", "", 9),
                        tuple("H.I", "1", 10),
                        tuple("J", "'open", 11),
                        tuple("K", "\"x\" y", 12));
    }

    @Test
    void rubyFillsReferencesInButRunsNothing() {
        assertThat(read(
                        Dialect.RUBY,
                        "A=1\nB=$A-${A}-$home-\\$A\nC=${NO:-d}\nD=$(rm -r x)\nE=\"\\$(rm -r x)\"\nF='$(ls)'\nG=$(a"))
                .extracting(EnvEntry::name, EnvEntry::value, EnvEntry::notes)
                .containsExactly(
                        tuple("A", "1", List.of()),
                        tuple("B", "1-1--$A", List.of(new Note(Kind.MISSING, "home"))),
                        tuple("C", ":-d}", List.of(Note.of(Kind.DEFAULT_KEPT), new Note(Kind.MISSING, "NO"))),
                        tuple("D", "$(rm -r x)", List.of(Note.of(Kind.COMMAND))),
                        tuple("E", "$(rm -r x)", List.of()),
                        tuple("F", "$(ls)", List.of()),
                        tuple("G", "$(a", List.of(Note.of(Kind.COMMAND))));
    }

    @Test
    void systemdJoinsPiecesAndContinuesLines() {
        assertThat(read(
                        Dialect.SYSTEMD,
                        "# note\n; note\\\nA= one two # c  \nB=\"a\\\"b\\nc\" 'd e' f g\nC=one \\\ntwo\nD=\"two\nlines\"\n"
                                + "E=a\\tb\nF=\"x\\\ny\"\nG=\n_H =1"))
                .extracting(EnvEntry::name, EnvEntry::value, EnvEntry::line)
                .containsExactly(
                        tuple("A", "one two # c", 3),
                        tuple("B", "a\"b\\ncd ef g", 4),
                        tuple("C", "one two", 5),
                        tuple("D", "two\nlines", 7),
                        tuple("E", "atb", 9),
                        tuple("F", "xy", 10),
                        tuple("G", "", 12),
                        tuple("_H", "1", 13));
    }

    @Test
    void systemdRefusesOtherNamesAndControlCharacters() {
        assertThat(read(Dialect.SYSTEMD, "export A=1\n1B=1\nC=\u0007\nnothing\nD='open\nE=1"))
                .extracting(EnvEntry::line, entry -> kinds(entry))
                .containsExactly(
                        tuple(1, List.of(Kind.BAD_NAME)),
                        tuple(2, List.of(Kind.BAD_NAME)),
                        tuple(3, List.of(Kind.BAD_VALUE)),
                        tuple(4, List.of(Kind.NOT_UNDERSTOOD)),
                        tuple(5, List.of(Kind.UNCLOSED_QUOTE)),
                        tuple(6, List.of()));
    }

    @Test
    void eachDialectWarnsOfWhatItReadsOtherwiseThanTheOthers() {
        assertThat(kinds("A=pass#word", Dialect.FOREMAN)).containsExactly(Kind.HASH_KEPT);
        assertThat(kinds("A=pass#word", Dialect.COMPOSE)).containsExactly(Kind.HASH_KEPT);
        assertThat(kinds("A=pass #word", Dialect.COMPOSE)).containsExactly(Kind.HASH_CUT);
        assertThat(kinds("A=pass#word", Dialect.RUBY)).containsExactly(Kind.HASH_CUT);
        assertThat(kinds("A=pass #word", Dialect.SYSTEMD)).containsExactly(Kind.HASH_KEPT);
        assertThat(kinds("A='x' y'", Dialect.FOREMAN)).isEmpty();
        assertThat(kinds("A='x' y", Dialect.FOREMAN)).containsExactly(Kind.QUOTES_KEPT);
        assertThat(kinds("A=x'y'", Dialect.COMPOSE)).containsExactly(Kind.QUOTES_KEPT);
        assertThat(kinds("A=$(ls) ${HOME}", Dialect.FOREMAN)).containsExactly(Kind.COMMAND, Kind.REFERENCE_KEPT);
        assertThat(kinds("A=\"$(ls) $HOME\"", Dialect.SYSTEMD)).containsExactly(Kind.COMMAND, Kind.REFERENCE_KEPT);
        assertThat(kinds("A='$(ls) $HOME'", Dialect.SYSTEMD)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theLastOfTwoHolds(Dialect dialect) {
        assertThat(read(dialect, "A=1\nB=2\nA=3\n"))
                .extracting(EnvEntry::value, EnvEntry::notes)
                .containsExactly(
                        tuple("1", List.of(new Note(Kind.REPEATED, "3"))),
                        tuple("2", List.of()),
                        tuple("3", List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void aValueThatNoProcessCanGetIsNotTaken(Dialect dialect) {
        assertThat(read(dialect, "A=x\0y")).noneMatch(EnvEntry::isTakable).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void nothingTellsAValueInItsText(Dialect dialect) {
        assertThat(read(dialect, "TOKEN=s3cr3t\nbroken s3cr3t").toString()).doesNotContain("s3cr3t");
    }

    @Test
    void valuesThatGrowWithoutBoundsAreGivenUp() {
        StringBuilder text = new StringBuilder("A0=xxxxxxxxxxxxxxxx\n");
        for (int i = 1; i < 40; i++) {
            text.append("A" + i + "=$A" + (i - 1) + "$A" + (i - 1) + "\n");
        }
        for (Dialect dialect : List.of(Dialect.COMPOSE, Dialect.RUBY)) {
            assertThat(read(dialect, text.toString()))
                    .hasSize(40)
                    .anyMatch(entry -> kinds(entry).contains(Kind.TOO_LONG))
                    .allMatch(entry -> entry.value().length() <= Lengths.LONGEST);
        }
    }

    private static List<EnvEntry> read(Dialect dialect, String text) {
        return dialect.read(text, ENVIRONMENT);
    }

    private static List<Kind> kinds(String text, Dialect dialect) {
        List<EnvEntry> read = read(dialect, text);
        assertThat(read).hasSize(1);
        return kinds(read.get(0));
    }

    private static List<Kind> kinds(EnvEntry entry) {
        return entry.notes().stream().map(Note::kind).toList();
    }

    @ParameterizedTest
    @EnumSource
    void saysWhichCharacterOfANameCannotBeSeen(Dialect dialect) {
        List<EnvEntry> read = read(dialect, "A\u00a0 =1\n\ufeffB=2\n\u200bC=3\nD=4\n");
        assertThat(read)
                .extracting(
                        EnvEntry::line,
                        DialectTest::kinds,
                        entry -> entry.notes().isEmpty()
                                ? ""
                                : entry.notes().get(0).detail())
                .containsExactly(
                        tuple(1, List.of(Kind.HIDDEN_CHARACTER), "The name has a no-break space (U+00A0) at its end."),
                        tuple(
                                2,
                                List.of(Kind.HIDDEN_CHARACTER),
                                "The name has a zero width no-break space (U+FEFF) at its beginning."),
                        tuple(
                                3,
                                List.of(Kind.HIDDEN_CHARACTER),
                                "The name has a zero width space (U+200B) at its beginning."),
                        tuple(4, List.of(), ""));
    }

    @Test
    void aLineThatIsNoneEndsWhereItsDialectEndsIt() {
        List<EnvEntry> entries = Dialect.SYSTEMD.read("a\rb\rC=d", Map.of());
        assertThat(entries).extracting(EnvEntry::value).containsExactly("a", "b", "d");
    }
}
