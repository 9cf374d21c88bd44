package controlfreak.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogBacklogTest {
    private static final long MEGABYTE = 1 << 20;

    @Test
    void aSlowDiskIsWaitedFor() throws InterruptedException {
        LogBacklog backlog = new LogBacklog(Duration.ofHours(1));
        assertThat(backlog.take(9 * MEGABYTE)).isTrue();
        Thread reader = new Thread(backlog::awaitRoom);
        reader.setDaemon(true);
        reader.start();
        await().until(() -> reader.getState() == Thread.State.TIMED_WAITING);
        backlog.give(2 * MEGABYTE);
        reader.join(60_000);
        assertThat(reader.isAlive()).isFalse();
    }

    @Test
    void aDiskThatDoesNothingIsNot() {
        LogBacklog backlog = new LogBacklog(Duration.ofMillis(1));
        assertThat(backlog.take(9 * MEGABYTE)).isTrue();
        backlog.awaitRoom();
        assertThat(backlog.take(7 * MEGABYTE)).isTrue();
        assertThat(backlog.take(1)).isFalse();
        backlog.give(16 * MEGABYTE);
        assertThat(backlog.take(1)).isTrue();
    }
}
