package controlfreak.engine;

import static controlfreak.engine.Step.of;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Scripts that went wrong once, as {@link EngineModelSearch} has found and shortened them. */
class EngineScriptsTest {
    private static void play(Step... script) {
        EngineScripts.play(List.of(script));
    }

    @Test
    void aStartDoesNotMakeARollingRestartWaitThatIsToWaitForNothing() {
        play(
                of(Act.START, 18, 20),
                of(Act.WAIT_LONG, 5, 77),
                of(Act.EDIT, 18, 45),
                of(Act.HANG, 104, 1),
                of(Act.ROLLING, 104, 43),
                of(Act.START_OTHERWISE, 42, 142));
    }

    @Test
    void whatAChildThatWasLiedAboutLeavesInItsGroupIsEndedWithTheProxy() {
        play(
                of(Act.START, 163, 6),
                of(Act.LIE, 38, 17),
                of(Act.RESTART, 5, 111),
                of(Act.ANSWER, 6, 42),
                of(Act.EXIT, 70, 15),
                of(Act.MISBEHAVE, 128, 65));
    }
}
