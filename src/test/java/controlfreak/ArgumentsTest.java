package controlfreak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    @Test
    void noneOpensThePanelAlone() {
        assertThat(of(""))
                .isEqualTo(new Arguments(
                        Optional.empty(), false, Arguments.Beginning.LAST, false, false, false, Optional.empty()));
    }

    @Test
    void aWordIsAWorkspace() {
        assertThat(of("shop.cfk").workspace()).contains(Path.of("shop.cfk"));
        assertThat(of("-").workspace()).contains(Path.of("-"));
    }

    @Test
    void aPanelMayOnlyLook() {
        assertThat(of("--read-only shop.cfk").readOnly()).isTrue();
        assertThat(of("shop.cfk").readOnly()).isFalse();
    }

    @Test
    void whereNoneIsNamedTheOperatorChoosesOrSeesTheSample() {
        assertThat(of("--welcome").beginning()).isEqualTo(Arguments.Beginning.WELCOME);
        assertThat(of("--sample --read-only").beginning()).isEqualTo(Arguments.Beginning.SAMPLE);
    }

    @Test
    void anUnattendedRunIsToldHow() {
        assertThat(of("--unattended --picture a.png shop.cfk --once"))
                .isEqualTo(new Arguments(
                        Optional.of(Path.of("shop.cfk")),
                        false,
                        Arguments.Beginning.LAST,
                        true,
                        false,
                        true,
                        Optional.of(Path.of("a.png"))));
        assertThat(of("shop.cfk --unattended").once()).isFalse();
        assertThat(of("shop.cfk --unattended --stop-leftovers").stopLeftovers()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a.cfk b.cfk,                   Only one workspace can be opened at a time.",
        "--fast,                        There is no option --fast.",
        "a.cfk --unattended --picture,  --picture needs the name of a file.",
        "--unattended,                  --unattended needs a workspace.",
        "a.cfk --unattended --read-only, '--unattended starts services, so it does not go with --read-only.'",
        "a.cfk --welcome,               'Name one of a workspace, --welcome and --sample.'",
        "--sample --welcome,            'Name one of a workspace, --welcome and --sample.'",
        "a.cfk --once,                  '--once, --stop-leftovers and --picture go with --unattended.'",
        "a.cfk --picture a.png,         '--once, --stop-leftovers and --picture go with --unattended.'",
    })
    void whatMeansNothingIsRefused(String words, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(() -> of(words)).withMessage(sentence);
    }

    private static Arguments of(String words) {
        return Arguments.of(words.isEmpty() ? List.of() : List.of(words.split(" ")));
    }
}
