package controlfreak.model.status;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.ServiceId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StatesTest {
    @Test
    void everyServiceStateIsReachedFromStopped() {
        Set<ServiceState> reached = EnumSet.of(ServiceState.STOPPED);
        while (reached.addAll(next(reached))) {
            assertThat(reached).isNotEmpty();
        }
        assertThat(reached).isEqualTo(EnumSet.allOf(ServiceState.class));
    }

    /** A stop always wins: it takes one move where nothing lives, and at most two where something does. */
    @ParameterizedTest
    @EnumSource(ServiceState.class)
    void everyServiceStateLeadsToStopped(ServiceState state) {
        boolean isDirect = state.mayBecome(ServiceState.STOPPED);
        boolean overStopping =
                state.mayBecome(ServiceState.STOPPING) && ServiceState.STOPPING.mayBecome(ServiceState.STOPPED);
        assertThat(isDirect || overStopping).isTrue();
        assertThat(state.isLive() || isDirect).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "STOPPED, STARTING",
        "STARTING, RUNNING",
        "STARTING, BACKOFF",
        "BACKOFF, STARTING",
        "BACKOFF, STOPPED",
        "BACKOFF, FATAL",
        "STARTING, FATAL",
        "RUNNING, FAIL",
        "RUNNING, STOPPING",
        "STOPPING, STOPPED",
        "STOPPING, STARTING",
        "FAIL, STARTING",
        "FATAL, STARTING"
    })
    void theMovesOfTheManualAreLegal(ServiceState from, ServiceState to) {
        assertThat(from.mayBecome(to)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "STOPPED, RUNNING",
        "STOPPED, STOPPING",
        "STOPPED, BACKOFF",
        "BACKOFF, RUNNING",
        "FATAL, RUNNING",
        "FAIL, RUNNING",
        "STOPPING, RUNNING",
        "RUNNING, FATAL"
    })
    void theseMovesAreNot(ServiceState from, ServiceState to) {
        assertThat(from.mayBecome(to)).isFalse();
    }

    @Test
    void whatLivesIsUpAndWhatFailedIsTrouble() {
        for (ServiceState state : ServiceState.values()) {
            assertThat(state.isUp()).isEqualTo(state.isLive() || state == ServiceState.BACKOFF);
            assertThat(state.isTrouble()).isEqualTo(state == ServiceState.FAIL || state == ServiceState.FATAL);
            assertThat(state.isTrouble() && state.isUp()).isFalse();
        }
    }

    @Test
    void everyProxyStateIsReachedFromDownAndLeadsBack() {
        Set<ProxyState> reached = EnumSet.of(ProxyState.DOWN);
        boolean isGrowing = true;
        while (isGrowing) {
            Set<ProxyState> more = EnumSet.noneOf(ProxyState.class);
            reached.forEach(state -> more.addAll(EnumSet.allOf(ProxyState.class).stream()
                    .filter(state::mayBecome)
                    .toList()));
            isGrowing = reached.addAll(more);
        }
        assertThat(reached).isEqualTo(EnumSet.allOf(ProxyState.class));
        assertThat(EnumSet.allOf(ProxyState.class)).allMatch(state -> state.mayBecome(ProxyState.DOWN));
        assertThat(ProxyState.DOWN.mayBecome(ProxyState.UP)).isFalse();
        assertThat(ProxyState.STOPPING.mayBecome(ProxyState.UP)).isFalse();
    }

    @Test
    void aStatusLineIsNameStateAndPid() {
        ServiceStatus initial = ServiceStatus.initial(new ServiceId("web", 2), Instant.EPOCH);
        assertThat(initial.asText()).isEqualTo("web-2\tdown\t");
        assertThat(ProxyStatus.initial("shop", Instant.EPOCH).asText()).isEqualTo("shop\tdown\t");
        assertThat(StatusText.line("web-2", OptionalLong.of(4711))).isEqualTo("web-2\tup\t4711");
    }

    private static Set<ServiceState> next(Set<ServiceState> states) {
        Set<ServiceState> next = EnumSet.noneOf(ServiceState.class);
        for (ServiceState state : states) {
            for (ServiceState other : ServiceState.values()) {
                if (state.mayBecome(other)) {
                    next.add(other);
                }
            }
        }
        return next;
    }
}
