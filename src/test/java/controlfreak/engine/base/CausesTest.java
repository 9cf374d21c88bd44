package controlfreak.engine.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CausesTest {
    @Test
    void givingUpIsToldWithItsTries() {
        assertThat(Causes.gaveUp("exit 1 after 0 s", 8)).isEqualTo("exit 1 after 0 s, gave up after 8 tries");
        assertThat(Causes.gaveUp("exit 1 after 0 s", 1)).isEqualTo("exit 1 after 0 s, gave up after 1 try");
        assertThat(Causes.gaveUp("exit 1 after 0 s", 0)).isEqualTo("exit 1 after 0 s");
        assertThat(Causes.gaveUp("It is not there.", 2)).isEqualTo("It is not there, gave up after 2 tries");
    }

    @Test
    void aSentenceHasOneStop() {
        assertThat(Causes.sentence("web-1", "exit 1")).isEqualTo("web-1: exit 1.");
        assertThat(Causes.sentence("web-1", "It is not there.")).isEqualTo("web-1: It is not there.");
        assertThat(Causes.sentence("web-1", "")).isEqualTo("web-1 was stopped.");
    }
}
