package controlfreak.ui.history;

import static controlfreak.ui.history.Happened.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Environment;
import controlfreak.model.ExitStatus;
import controlfreak.model.ServiceId;
import controlfreak.model.status.ProxyGeneration;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.Retry;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private static final ServiceId REDIS = new ServiceId("redis", 0);

    private final List<Entry> told = new ArrayList<>();
    private final Changes changes = new Changes(moment -> moment.atZone(ZoneOffset.UTC), told::add);

    private void becomes(ServiceState state, String cause, Optional<Retry> retry, Optional<ExitStatus> exit) {
        changes.serviceChanged(new ServiceStatus(
                REDIS,
                state,
                NOON,
                OptionalLong.empty(),
                Optional.empty(),
                0,
                exit,
                cause,
                retry,
                Optional.empty(),
                Optional.of(Map.of("PASSWORD", "hunter2")),
                state == ServiceState.RUNNING,
                List.of()));
    }

    private void becomes(ServiceState state) {
        becomes(state, "", Optional.empty(), Optional.empty());
    }

    private void becomes(ProxyState state, Optional<ProxyStatus.Ready> ready) {
        changes.proxyChanged(new ProxyStatus(
                "shop",
                state,
                NOON,
                OptionalLong.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                "",
                Optional.empty(),
                ready,
                Optional.empty(),
                ProxyGeneration.NONE,
                Optional.empty()));
    }

    private List<String> lines() {
        return told.stream()
                .map(entry -> HistoryWords.subject(entry) + ": " + HistoryWords.event(entry) + ", "
                        + HistoryWords.detail(entry))
                .toList();
    }

    @Test
    void tell_every_state_that_is_another_one_and_nothing_else() {
        becomes(ServiceState.STOPPED);
        becomes(ServiceState.STARTING);
        becomes(ServiceState.STARTING);
        becomes(ServiceState.RUNNING);
        assertThat(lines()).containsExactly("redis: stopped → starting, ", "redis: starting → running, ");
    }

    @Test
    void tell_why_and_what_comes_next() {
        becomes(ServiceState.STARTING);
        becomes(
                ServiceState.BACKOFF,
                "exit 1 after 0.4 s",
                Optional.of(new Retry(3, 8, NOON)),
                Optional.of(ExitStatus.exited(1)));
        becomes(ServiceState.STARTING);
        becomes(ServiceState.RUNNING);
        becomes(ServiceState.STOPPED, "", Optional.empty(), Optional.of(ExitStatus.exited(0)));
        assertThat(lines())
                .contains(
                        "redis: starting → failing, exit 1 after 0.4 s · try 3 of 8",
                        "redis: running → stopped, exit 0");
        assertThat(told.get(0).isFailure()).isTrue();
        assertThat(told.get(2).isFailure()).isFalse();
    }

    @Test
    void tell_how_long_a_preload_took() {
        becomes(ProxyState.PRELOADING, Optional.empty());
        becomes(
                ProxyState.UP,
                Optional.of(new ProxyStatus.Ready(
                        2,
                        "CPython",
                        List.of(),
                        Optional.of(Duration.ofMillis(412)),
                        OptionalLong.empty(),
                        Set.of(),
                        Environment.EMPTY)));
        assertThat(lines()).containsExactly("shop: loading → running, preloaded in 412 ms");
    }

    @Test
    void begin_anew_with_one_that_was_removed() {
        becomes(ServiceState.RUNNING);
        changes.serviceRemoved(REDIS);
        becomes(ServiceState.STOPPED);
        assertThat(told).isEmpty();
    }

    @Test
    void never_tell_a_variable() {
        becomes(ServiceState.STARTING);
        becomes(ServiceState.RUNNING);
        assertThat(told.toString()).doesNotContain("hunter2");
    }
}
