package controlfreak.ui.workspace;

import controlfreak.model.ServiceId;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Services that stop when a test says so. */
final class FakeServices implements RunningServices {
    static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    final List<ServiceStatus> live = new ArrayList<>();
    final CompletableFuture<Void> stopped = new CompletableFuture<>();
    boolean wasAsked;
    boolean wasKilled;
    int proxies;

    FakeServices run(String... names) {
        for (String name : names) {
            live.add(status(name, ServiceState.RUNNING, Optional.empty()));
        }
        return this;
    }

    void stopping(String name, long millisLeft) {
        live.removeIf(status -> status.id().name().equals(name));
        live.add(status(name, ServiceState.STOPPING, Optional.of(NOW.plusMillis(millisLeft))));
    }

    private static ServiceStatus status(String name, ServiceState state, Optional<Instant> killAt) {
        ServiceStatus initial = ServiceStatus.initial(new ServiceId(name, 0), NOW);
        return new ServiceStatus(
                initial.id(),
                state,
                NOW,
                initial.pid(),
                initial.startedAt(),
                0,
                initial.lastExit(),
                "",
                initial.retry(),
                killAt,
                initial.environment(),
                state == ServiceState.RUNNING,
                List.of());
    }

    void end() {
        live.clear();
        stopped.complete(null);
    }

    @Override
    public List<ServiceStatus> live() {
        return List.copyOf(live);
    }

    @Override
    public int liveProxies() {
        return proxies;
    }

    @Override
    public CompletionStage<Void> stopAll() {
        wasAsked = true;
        return stopped;
    }

    @Override
    public void killAll() {
        wasKilled = true;
    }
}
