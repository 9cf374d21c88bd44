package controlfreak.ui.main.rows;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import controlfreak.model.ExitStatus;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.Retry;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateWordsTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final ServiceId WEB = new ServiceId("web", 0);

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "59, 59 s",
        "192, 3 min 12 s",
        "180, 3 min",
        "7200, 2 h",
        "8100, 2 h 15 min",
        "183600, 2 d 3 h"
    })
    void tells_a_length_of_time_in_its_two_largest_units(long seconds, String text) {
        assertThat(Durations.rough(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"412, 412 ms", "1400, 1.4 s", "12900, 12 s"})
    void tells_a_measured_time(long millis, String text) {
        assertThat(Durations.exact(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @Test
    void counts_down_to_a_retry_and_to_a_kill() {
        RowFacts retrying = facts(ServiceState.BACKOFF, Optional.of(new Retry(3, 8, NOW.plusMillis(1200))), null);
        assertThat(StateWords.word(retrying, NOW)).isEqualTo("failing, try 3 of 8 in 1.2 s");
        assertThat(StateWords.word(retrying, NOW.plusSeconds(2))).isEqualTo("failing, try 3 of 8 now");

        RowFacts stopping = facts(ServiceState.STOPPING, Optional.empty(), NOW.plusMillis(1900));
        assertThat(StateWords.word(stopping, NOW)).isEqualTo("stopping, SIGKILL in 1.9 s");
    }

    @Test
    void says_how_long_a_start_takes_but_not_how_long_it_has_run() {
        assertThat(StateWords.word(facts(ServiceState.STARTING, Optional.empty(), null), NOW.plusSeconds(3)))
                .isEqualTo("starting 3 s");
        assertThat(StateWords.word(facts(ServiceState.RUNNING, Optional.empty(), null), NOW.plusSeconds(3)))
                .isEqualTo("running");
    }

    @Test
    void one_that_waits_says_so_and_one_that_is_not_ready_is_not_green() {
        RowFacts waiting = facts(status(ServiceState.STARTING, "waits for db (ready)", List.of("db")));
        assertThat(StateWords.word(waiting, NOW.plusSeconds(12))).isEqualTo("starting 12 s");
        assertThat(waiting.cause()).isEqualTo("waits for db (ready)");
        assertThat(waiting.state()).isEqualTo(RowState.CHANGING);
        RowFacts unready = facts(status(ServiceState.RUNNING, "port 8080 is closed", List.of()));
        assertThat(StateWords.word(unready, NOW.plusSeconds(12))).isEqualTo("not ready 12 s");
        assertThat(StateWords.full(unready, NOW.plusSeconds(12))).isEqualTo("not ready 12 s\nport 8080 is closed");
        assertThat(unready.state()).isEqualTo(RowState.UNREADY);
    }

    private static ServiceStatus status(ServiceState state, String cause, List<String> waitsFor) {
        ServiceStatus initial = ServiceStatus.initial(WEB, NOW);
        return new ServiceStatus(
                WEB,
                state,
                NOW,
                initial.pid(),
                initial.startedAt(),
                0,
                initial.lastExit(),
                cause,
                initial.retry(),
                initial.killAt(),
                initial.environment(),
                false,
                waitsFor);
    }

    private static RowFacts facts(ServiceStatus status) {
        ServiceRow row = new ServiceRow(WEB, ServiceSpec.of("web", new Command.Text("serve")), NOW);
        row.setStatus(status);
        row.refresh();
        return row.facts();
    }

    @Test
    void tells_all_to_who_asks() {
        assertThat(StateWords.full(facts(ServiceState.FAIL, Optional.empty(), null), NOW.plusSeconds(240)))
                .isEqualTo("failed\nkilled by SIGKILL\nfor 4 min");
    }

    @Test
    void has_a_look_for_every_state() {
        assertThat(List.of(ServiceState.values()))
                .extracting(state -> facts(state, Optional.empty(), null).state())
                .containsExactly(
                        RowState.OFF,
                        RowState.CHANGING,
                        RowState.RUNNING,
                        RowState.CHANGING,
                        RowState.FAILING,
                        RowState.FAILING,
                        RowState.FAILING);
    }

    private static RowFacts facts(ServiceState state, Optional<Retry> retry, Instant killAt) {
        return facts(new ServiceStatus(
                WEB,
                state,
                NOW,
                OptionalLong.empty(),
                Optional.empty(),
                0,
                Optional.of(ExitStatus.killedBy(Signal.KILL)),
                "",
                retry,
                Optional.ofNullable(killAt),
                Optional.empty(),
                state == ServiceState.RUNNING,
                List.of()));
    }
}
