package controlfreak.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "web-1", "a_b.c", "7", "...", "--", "-a", "_"})
    void lettersDigitsDotsDashesAndUnderscoresAreFine(String name) {
        assertThat(Names.problem(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "a:b", "ü", "٣", "../a"})
    void allElseIsRefused(String name) {
        assertThat(Names.problem(name)).contains("A name has only letters, digits, dots, dashes and underscores.");
    }

    @Test
    void whatCannotBeSeenIsNamedByItsNumber() {
        assertThat(Names.problem("web\u00a0")).contains("The name has a no-break space (U+00A0) at its end.");
        assertThat(Names.problem(" web")).contains("The name has a space (U+0020) at its beginning.");
        assertThat(Names.problem("w\u200beb")).contains("The name has a zero width space (U+200B) in it.");
        assertThat(Names.problem("a\n")).contains("The name has a line feed (U+000A) at its end.");
        assertThat(Names.problem("\u2003")).contains("The name has an em space (U+2003) at its beginning.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", ".", ".."})
    void namesWithAMeaningAreRefused(String name) {
        assertThat(Names.problem(name)).contains("The name \"" + name + "\" has a meaning of its own. Choose another.");
    }

    @Test
    void lengthIsLimited() {
        assertThat(Names.problem("")).contains("A name is needed.");
        assertThat(Names.problem("n".repeat(200))).isEmpty();
        assertThat(Names.problem("n".repeat(201))).contains("A name has at most 200 characters.");
    }

    @Test
    void specsRefuseWhatNamesRefuse() {
        Command command = new Command.Text("x");
        assertThatThrownBy(() -> ServiceSpec.of("a/b", command))
                .hasMessage("A name has only letters, digits, dots, dashes and underscores.");
        assertThatThrownBy(() -> ProxySpec.of("", command)).hasMessage("A name is needed.");
    }
}
