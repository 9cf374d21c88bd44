package controlfreak.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testfx.util.WaitForAsyncUtils;

/**
 * How all tests wait, on machines that have much else to do: long, since no test is about time and one that passes never
 * waits for so long, and without taking offence, since a question that falls between two states may throw where the next
 * one is answered. JUnit calls it before each class of tests.
 */
public final class Patience implements BeforeAllCallback {
    /** Longer than anything that is waited for has ever taken. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(20);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(PATIENCE);
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(BETWEEN_QUESTIONS);
        Awaitility.ignoreExceptionsByDefault();
        // Who waits must not take the bugs of other threads away from where they go.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        // TestFX would tell the first test with a window of what other tests have thrown on purpose.
        WaitForAsyncUtils.clearExceptions();
        // TestFX reads it once, when it starts the first window.
        System.setProperty("testfx.setup.timeout", Long.toString(PATIENCE.toMillis()));
    }
}
