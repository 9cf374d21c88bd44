package controlfreak.ui.main.rows;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.figures.Reading;
import controlfreak.figures.Snapshot;
import controlfreak.figures.Subject;
import controlfreak.model.Command;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A row whose process was stopped by a signal does not read as if it ran. */
class PausedRowTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final ServiceId WEB = new ServiceId("web", 0);

    private final ServiceRow row =
            new ServiceRow(WEB, ServiceSpec.of("web", new Command.Words(List.of("/bin/web"))), NOW);

    private void is(ServiceState state, boolean paused, String cause) {
        row.setStatus(new ServiceStatus(
                WEB,
                state,
                NOW,
                OptionalLong.of(4711),
                Optional.of(NOW),
                0,
                Optional.empty(),
                cause,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                state == ServiceState.RUNNING,
                List.of()));
        Reading reading =
                new Reading(Optional.empty(), 1, paused, OptionalDouble.of(0), NOW, true, Optional.empty(), NOW, false);
        Snapshot none = Snapshot.NONE;
        row.setFigures(new FiguresSource(
                        new Snapshot(
                                NOW,
                                Map.of(new Subject.OfService(WEB), reading),
                                Map.of(),
                                none.totals(),
                                none.workspace(),
                                Optional.empty(),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                none.periods(),
                                Map.of()),
                        NOW)
                .ofProcess(new Subject.OfService(WEB)));
        row.refresh();
    }

    @Test
    void saysSoAndHowItGoesOn() {
        is(ServiceState.RUNNING, true, "");
        assertThat(row.facts().word()).isEqualTo("paused");
        assertThat(row.facts().cause()).contains("SIGCONT");
        assertThat(row.facts().state()).isEqualTo(RowState.UNREADY);

        is(ServiceState.RUNNING, false, "");
        assertThat(row.facts().word()).isEqualTo("running");
        assertThat(row.facts().cause()).isEmpty();
        assertThat(row.facts().state()).isEqualTo(RowState.RUNNING);
    }

    @Test
    void saysWhatElseIsSoOfIt() {
        is(ServiceState.RUNNING, true, "port 80 is closed");
        assertThat(row.facts().word()).isEqualTo("paused");
        assertThat(row.facts().cause()).isEqualTo("port 80 is closed");

        is(ServiceState.STOPPING, true, "");
        assertThat(row.facts().word()).isEqualTo("stopping");
    }
}
