package controlfreak.engine.order;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.service.ServiceLife;
import controlfreak.model.ServiceId;
import controlfreak.model.status.RollingStatus;
import controlfreak.model.status.ServiceStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Restarts services one after the other, each up again before the next, and stops at the first that does not come up.
 * Engine thread only.
 *
 * <p>Who is down, or on the way there, when its turn comes is passed over: an operator has stopped it, or it waits for
 * a retry. Who would not come up again is not ended. One that was in trouble before its turn is restarted, but proves nothing when it fails again.
 */
public final class Rolling {
    /**
     * One that did not come up.
     *
     * @param reason a sentence for people
     */
    public record Failure(ServiceLife life, String reason) {}

    private final EngineLoop loop;
    private final Deque<ServiceLife> left;
    private final int all;
    private final Predicate<ServiceLife> meant;
    private final Consumer<RollingStatus> progressed;
    private final Consumer<Optional<Failure>> ended;
    private final List<ServiceLife> restarted = new ArrayList<>();
    private final List<ServiceId> passedOver = new ArrayList<>();
    private RollingStatus status;
    private boolean over;

    /**
     * @param meant is asked when the turn of one comes
     * @param progressed is told each time that another one is restarted
     * @param ended is told once, on a task of its own: empty where all are up again, else which one is not; not told
     *     after {@link #cancel}
     */
    public Rolling(
            EngineLoop loop,
            Collection<ServiceLife> lives,
            Predicate<ServiceLife> meant,
            Consumer<RollingStatus> progressed,
            Consumer<Optional<Failure>> ended) {
        this.loop = loop;
        this.left = new ArrayDeque<>(lives);
        this.all = left.size();
        this.status = new RollingStatus(0, all, Optional.empty());
        this.meant = meant;
        this.progressed = progressed;
        this.ended = ended;
    }

    public void begin() {
        tell(Optional.empty());
        loop.run(this::next);
    }

    public RollingStatus status() {
        return status;
    }

    private void tell(Optional<ServiceId> current) {
        status = new RollingStatus(restarted.size() + passedOver.size(), all, current, passedOver);
        progressed.accept(status);
    }

    /** Those whose turn has not come. */
    public List<ServiceLife> left() {
        return List.copyOf(left);
    }

    /** Those that came up again. */
    public List<ServiceLife> restarted() {
        return List.copyOf(restarted);
    }

    /** Begins no further restart; the one under way goes on. */
    public void cancel() {
        over = true;
    }

    public boolean isOver() {
        return over;
    }

    private void next() {
        while (!over && !left.isEmpty() && !isDue(left.element())) {
            passedOver.add(left.remove().id());
        }
        if (over) {
            return;
        }
        if (left.isEmpty()) {
            end(Optional.empty());
            return;
        }
        ServiceLife life = left.remove();
        Optional<String> obstacle = life.obstacle(process -> Restart.has(life, process));
        if (obstacle.isPresent()) {
            passedOver.add(life.id());
            end(Optional.of(new Failure(life, Restart.leftRunning(life, obstacle.get()))));
            return;
        }
        boolean proves = life.status().ready();
        CompletableFuture<ServiceStatus> up = new CompletableFuture<>();
        // Later: whoever tells that it is up, or is not, is in the middle of saying so.
        up.whenComplete((status, failure) -> loop.run(() -> hasSettled(life, proves, Optional.ofNullable(failure))));
        tell(Optional.of(life.id()));
        // It is up without what it would wait for, and is to be so again.
        life.restart(new CompletableFuture<>());
        life.startAnyway(up);
    }

    private boolean isDue(ServiceLife life) {
        return Restart.isServing(life) && meant.test(life);
    }

    private void hasSettled(ServiceLife life, boolean proves, Optional<Throwable> failure) {
        if (over) {
            return;
        }
        if (failure.isPresent()) {
            passedOver.add(life.id());
        } else {
            restarted.add(life);
        }
        if (failure.isPresent() && proves && life.isWished()) {
            end(failure.map(cause -> new Failure(life, cause.getMessage())));
        } else {
            next();
        }
    }

    private void end(Optional<Failure> failure) {
        over = true;
        tell(Optional.empty());
        ended.accept(failure);
    }
}
