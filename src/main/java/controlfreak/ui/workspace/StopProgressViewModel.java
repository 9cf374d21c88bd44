package controlfreak.ui.workspace;

import controlfreak.model.status.ServiceStatus;
import controlfreak.ui.fx.Texts;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** How far the end of all services has come, and the way to cut it short. FX thread only. */
public final class StopProgressViewModel {
    private final RunningServices services;
    private final Clock clock;
    private final int total;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ReadOnlyBooleanWrapper done = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper killed = new ReadOnlyBooleanWrapper();

    StopProgressViewModel(RunningServices services, Clock clock) {
        this.services = services;
        this.clock = clock;
        total = services.live().size();
        tick();
    }

    /** "Stopping 3 of 11 services" */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** Who is waited for, and how long yet. */
    public ReadOnlyStringProperty detailProperty() {
        return detail.getReadOnlyProperty();
    }

    /** How much of it is done, 0 to 1. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Whether all have ended. */
    public ReadOnlyBooleanProperty doneProperty() {
        return done.getReadOnlyProperty();
    }

    /** Whether it was cut short. */
    public ReadOnlyBooleanProperty killedProperty() {
        return killed.getReadOnlyProperty();
    }

    /** Looks anew; to be called a few times a second. */
    public void tick() {
        List<ServiceStatus> live = services.live();
        title.set(Texts.text("workspace.stopping", live.size(), total));
        progress.set(total == 0 ? 0 : (total - live.size()) / (double) total);
        detail.set(last(live)
                .map(this::waitsFor)
                .orElseGet(() -> live.isEmpty() && services.liveProxies() > 0
                        ? Texts.text("workspace.stopping.proxies", services.liveProxies())
                        : ""));
    }

    /** Ends at once what has not ended by itself. */
    public void killNow() {
        killed.set(true);
        services.killAll();
        tick();
    }

    void finish() {
        done.set(true);
    }

    /** The one that may take longest. */
    private static Optional<ServiceStatus> last(List<ServiceStatus> live) {
        return live.stream()
                .filter(status -> status.killAt().isPresent())
                .max(Comparator.comparing(status -> status.killAt().orElseThrow()));
    }

    private String waitsFor(ServiceStatus status) {
        Duration left = Duration.between(clock.instant(), status.killAt().orElseThrow());
        return left.isNegative()
                ? Texts.text("workspace.stopping.killed", status.id().name())
                : Texts.text("workspace.stopping.left", status.id().name(), left.toMillis() / 1000.0);
    }
}
