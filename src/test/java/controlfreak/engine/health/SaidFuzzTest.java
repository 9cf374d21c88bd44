package controlfreak.engine.health;

import controlfreak.testing.Fuzz;
import controlfreak.testing.Fuzzed;
import controlfreak.testing.Mutants;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;

/** Whatever a service says of itself, it is understood or passed over. */
class SaidFuzzTest {
    private static final int LONGEST = 201;
    private static final Mutants NOTICES = new Mutants(
            List.of(
                    "READY=1\nSTATUS=serves 3 clients\nMAINPID=4711\n",
                    "STOPPING=1\nEXTEND_TIMEOUT_USEC=30000000",
                    "RELOADING=1\nMONOTONIC_USEC=123\nWATCHDOG=1\nWATCHDOG_USEC=20000000\nFDSTORE=1"),
            List.of(
                    "READY=",
                    "STATUS=",
                    "EXTEND_TIMEOUT_USEC=",
                    "WATCHDOG=trigger",
                    "MAINPID=",
                    "=",
                    "99999999999999999999"));

    @Fuzzed
    void whateverIsSaidIsUnderstoodOrPassedOver(@ForAll long number) {
        String text = NOTICES.text(number);
        Fuzz.of(text, () -> {
            Said said = Said.in(text);
            said.status()
                    .filter(status -> !status.isEmpty())
                    .ifPresent(status -> Fuzz.requireSentence("It says: " + status, LONGEST + 9));
            said.needs().ifPresent(SaidFuzzTest::requireTime);
        });
    }

    private static void requireTime(Duration time) {
        if (time.isNegative() || time.compareTo(Duration.ofHours(1)) > 0) {
            throw new AssertionError("No time: " + time);
        }
    }
}
