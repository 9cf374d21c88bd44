package controlfreak.jvmproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {

    @Test
    void partsWordsAndTakesQuotesAway() {
        assertThat(ShellWords.of("a  'b c' \"d \\\" \\e\" f\\ g ''").orElseThrow())
                .containsExactly("a", "b c", "d \" \\e", "f g", "");
        assertThat(ShellWords.of("-Dkey=value shop.Shop '$HOME'").orElseThrow())
                .containsExactly("-Dkey=value", "shop.Shop", "$HOME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a | b", "echo $HOME", "a > b", "KEY=value a", "a; b", "ls *", "\"$A\""})
    void leavesTheRestToAShell(String text) {
        assertThat(ShellWords.of(text)).isEmpty();
    }

    @Test
    void refusesAnOpenQuotation() {
        assertThatThrownBy(() -> ShellWords.of("a 'b")).hasMessageContaining("quotation mark");
    }

    @Test
    void aLongQuotationIsRead() {
        String word = "\\\\".repeat(100_000);
        assertThat(ShellWords.of("a \"" + word + "\"").orElseThrow()).hasSize(2);
    }
}
