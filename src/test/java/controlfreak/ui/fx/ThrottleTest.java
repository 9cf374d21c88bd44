package controlfreak.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final BooleanProperty wanted = new SimpleBooleanProperty(true);
    private final Deque<Runnable> timers = new ArrayDeque<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final Throttle throttle =
            new Throttle(Duration.ofSeconds(1), wanted, (delay, task) -> timers.add(task), runs::incrementAndGet);

    @Test
    void runs_at_once_and_then_once_for_all_that_is_asked_meanwhile() {
        throttle.request();
        assertThat(runs).hasValue(1);

        throttle.request();
        throttle.request();
        assertThat(runs).hasValue(1);

        timers.remove().run();
        assertThat(runs).hasValue(2);
        timers.remove().run();
        assertThat(runs).as("nobody asked again").hasValue(2);
    }

    @Test
    void waits_until_somebody_looks() {
        wanted.set(false);
        throttle.request();
        assertThat(runs).hasValue(0);

        wanted.set(true);
        assertThat(runs).hasValue(1);
    }

    @Test
    void runs_nothing_that_was_not_asked_for() {
        wanted.set(false);
        wanted.set(true);
        assertThat(runs).hasValue(0);
    }
}
