package controlfreak.engine.proxy;

import controlfreak.engine.base.RefusedException;
import controlfreak.engine.order.Rolling;
import controlfreak.engine.service.ServiceLife;
import controlfreak.model.status.ChangeoverStatus.Kind;
import controlfreak.model.status.ChangeoverStatus.Phase;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.RollingStatus;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * How far a changeover is: its phase, the rolling restarts that move its services, and the one who asked for it. Engine
 * thread only.
 */
final class Moves {
    private final Kind kind;
    private final Changeover.Host host;
    private final CompletableFuture<ProxyStatus> stage;
    private Phase phase = Phase.PREPARING;
    private Optional<Rolling> rolling = Optional.empty();
    private String failure = "";

    /** @param stage completes, or fails, with the changeover */
    Moves(Kind kind, Changeover.Host host, CompletableFuture<ProxyStatus> stage) {
        this.kind = kind;
        this.host = host;
        this.stage = stage;
    }

    Kind kind() {
        return kind;
    }

    Phase phase() {
        return phase;
    }

    /** Comes into a phase; told with the next move. */
    void enter(Phase next) {
        phase = next;
    }

    /** Tells how far it is. */
    void tell() {
        tell(rolling.map(Rolling::status).orElse(RollingStatus.NONE));
    }

    private void tell(RollingStatus moved) {
        host.progressed(kind, phase, moved);
    }

    /** From now on all goes back, for that reason, a short phrase. */
    void goBack(String reason) {
        failure = reason;
        phase = Phase.GOING_BACK;
        halt();
    }

    /** Begins no further restart. */
    void halt() {
        rolling.ifPresent(Rolling::cancel);
    }

    /** Whether no restart is under way any more. */
    boolean isAtRest() {
        return rolling.filter(Rolling::isOver).isPresent();
    }

    /**
     * Restarts services one after the other.
     *
     * @param from passed over are those that are not run by this process when their turn comes
     * @param then is told once, unless it is halted before: empty where all are up again, else which one is not
     */
    void move(Collection<ServiceLife> services, ProxyProcess from, Consumer<Optional<Rolling.Failure>> then) {
        Rolling moving =
                new Rolling(host.loop(), services, service -> service.isRunBy(from.link()::has), this::tell, then);
        rolling = Optional.of(moving);
        moving.begin();
    }

    /** Those whose turn has not come. */
    List<ServiceLife> left() {
        return rolling.map(Rolling::left).orElse(List.of());
    }

    /** Those that came up again. */
    List<ServiceLife> moved() {
        return rolling.map(Rolling::restarted).orElse(List.of());
    }

    /** Why it goes back; empty where it does not. */
    String failure() {
        return failure;
    }

    /** It is over: as was asked for, or all is as before. */
    void end() {
        if (failure.isEmpty()) {
            host.isOver(stage);
        } else {
            host.hasFailed(kind, failure, stage);
        }
    }

    /** It is over, because the proxy itself is. */
    void abandon(String reason) {
        halt();
        RefusedException.refuse(stage, reason);
    }
}
