package controlfreak.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.ServiceId;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.ui.fx.StatusFeed.Batch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StatusFeedTest {
    private static final ServiceId WEB = new ServiceId("web", 0);

    private record Posted(Duration delay, Runnable task) {}

    private final Deque<Posted> posted = new ArrayDeque<>();
    private final List<Batch> batches = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private final StatusFeed feed = feed(batches::add);

    private StatusFeed feed(Consumer<Batch> receiver) {
        return new StatusFeed((delay, task) -> posted.add(new Posted(delay, task)), () -> now, receiver);
    }

    @Test
    void hands_over_the_latest_status_of_each_in_one_batch() {
        feed.serviceChanged(status(ServiceState.STARTING, 0));
        feed.serviceChanged(status(ServiceState.RUNNING, 0));
        feed.proxyChanged(ProxyStatus.initial("shop", Instant.EPOCH));

        assertThat(posted).hasSize(1);
        drain();
        assertThat(batches).hasSize(1);
        assertThat(batches.get(0).services().get(WEB).orElseThrow().state()).isEqualTo(ServiceState.RUNNING);
        assertThat(batches.get(0).proxies()).containsOnlyKeys("shop");
    }

    @Test
    void lets_a_change_of_state_go_at_once_and_anything_else_wait() {
        feed.serviceChanged(status(ServiceState.RUNNING, 0));
        assertThat(posted.getFirst().delay()).isZero();
        drain();

        feed.serviceChanged(status(ServiceState.RUNNING, 1));
        feed.serviceChanged(status(ServiceState.RUNNING, 2));
        assertThat(posted).hasSize(1);
        assertThat(posted.getFirst().delay()).isEqualTo(StatusFeed.NUMBERS);
    }

    @Test
    void lets_changes_of_state_that_follow_each_other_fast_go_together() {
        feed.serviceChanged(status(ServiceState.STARTING, 0));
        drain();
        now = now.plusMillis(30);
        feed.serviceChanged(status(ServiceState.RUNNING, 0));

        assertThat(posted.getFirst().delay()).isEqualTo(StatusFeed.GAP.minusMillis(30));
        drain();
        now = now.plus(StatusFeed.GAP);
        feed.serviceChanged(status(ServiceState.FAIL, 0));
        assertThat(posted.getFirst().delay()).isZero();
    }

    @Test
    void holds_nothing_up_after_a_clock_that_was_set_back() {
        feed.serviceChanged(status(ServiceState.STARTING, 0));
        drain();
        now = now.minusSeconds(3600);
        feed.serviceChanged(status(ServiceState.RUNNING, 0));

        assertThat(posted.getFirst().delay()).isZero();
    }

    @Test
    void does_not_let_a_change_of_state_wait_for_numbers() {
        feed.serviceChanged(status(ServiceState.RUNNING, 0));
        drain();
        now = now.plus(StatusFeed.GAP);
        feed.serviceChanged(status(ServiceState.RUNNING, 1));
        feed.serviceChanged(status(ServiceState.FAIL, 1));

        assertThat(posted.getLast().delay()).isZero();
        posted.removeLast().task().run();
        assertThat(batches.get(1).services().get(WEB).orElseThrow().state()).isEqualTo(ServiceState.FAIL);
        drain();
        assertThat(batches).as("nothing is left for the later drain").hasSize(2);
    }

    @Test
    void tells_of_what_is_gone() {
        feed.serviceChanged(status(ServiceState.RUNNING, 0));
        feed.serviceRemoved(WEB);
        feed.proxyRemoved("shop");
        drain();

        assertThat(batches.get(0).services()).containsEntry(WEB, Optional.empty());
        assertThat(batches.get(0).proxies()).containsEntry("shop", Optional.empty());
    }

    @Test
    void posts_again_for_what_comes_while_a_batch_is_handed_over() {
        List<Batch> seen = new ArrayList<>();
        StatusFeed[] self = new StatusFeed[1];
        self[0] = feed(batch -> {
            seen.add(batch);
            if (seen.size() == 1) {
                self[0].serviceChanged(status(ServiceState.FAIL, 0));
            }
        });
        self[0].serviceChanged(status(ServiceState.RUNNING, 0));
        drain();
        drain();

        assertThat(seen).hasSize(2);
        assertThat(seen.get(1).services().get(WEB).orElseThrow().state()).isEqualTo(ServiceState.FAIL);
    }

    private void drain() {
        posted.removeFirst().task().run();
    }

    private static ServiceStatus status(ServiceState state, int restarts) {
        return new ServiceStatus(
                WEB,
                state,
                Instant.EPOCH,
                OptionalLong.empty(),
                Optional.empty(),
                restarts,
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                state == ServiceState.RUNNING,
                List.of());
    }
}
