package controlfreak.engine;

import controlfreak.model.ChangeoverStatus.Kind;
import controlfreak.model.ChangeoverStatus.Phase;
import controlfreak.model.ProxyStatus;
import controlfreak.model.RollingStatus;
import controlfreak.protocol.ProxyMessage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Replaces the process of a proxy by a new one, which has loaded the application anew, while its services go on. Engine
 * thread only.
 *
 * <p>The new process is launched beside the old one. Once it is ready it takes all starts, and the services are moved
 * over by a rolling restart; then the old process ends. Where the new one fails to load, dies, or any service does not
 * come up below it, the old one takes the starts again, all that was moved is moved back one by one, and the new one
 * ends: a proxy that is half of one version and half of another would be worse than either. Where the old one dies, the
 * new one takes over whatever it ran.
 *
 * <p>Who speaks protocol version 1 never says that it is ready. Where the old process did not, the new one is not waited
 * for: the first service that is moved, and comes up, is the proof.
 */
final class Recycle implements Changeover {
    private final ProxyLife life;
    private final ProxyProcess before;
    private final ProxyProcess next;
    private final CompletableFuture<ProxyStatus> stage;
    private Phase phase = Phase.PREPARING;
    private Optional<Rolling> rolling = Optional.empty();
    private Optional<ProxyProcess> leaving = Optional.empty();
    private String failure = "";

    /** @param stage completes once the old process is gone; fails where that stays */
    Recycle(ProxyLife life, ProxyProcess before, ProxyProcess next, CompletableFuture<ProxyStatus> stage) {
        this.life = life;
        this.before = before;
        this.next = next;
        this.stage = stage;
    }

    @Override
    public Kind kind() {
        return Kind.RECYCLE;
    }

    @Override
    public void begin() {
        life.log()
                .note("recycling: pid " + next.identity().pid() + " loads beside pid "
                        + before.identity().pid());
        tell(RollingStatus.NONE);
        if (before.ready().isEmpty()) {
            moveOver();
        }
    }

    @Override
    public void said(ProxyProcess reporter, ProxyMessage message) {
        boolean ready = reporter == next && next.ready().isPresent();
        if (ready && phase == Phase.PREPARING && leaving.isEmpty()) {
            moveOver();
        }
    }

    private void moveOver() {
        phase = Phase.MOVING;
        life.changeovers().forkFrom(next);
        move(before, this::moved);
    }

    private void moved(Optional<Rolling.Failure> first) {
        if (first.isPresent()) {
            goBack(first.get().reason());
            first.get().life().start(new CompletableFuture<>());
        } else {
            phase = Phase.FINISHING;
            leave(before);
        }
    }

    private void goBack(String reason) {
        failure = reason;
        phase = Phase.GOING_BACK;
        rolling.ifPresent(Rolling::cancel);
        life.changeovers().forkFrom(before);
        move(next, this::movedBack);
    }

    /** One that does not come up again must not keep the others where they are. */
    private void movedBack(Optional<Rolling.Failure> first) {
        if (first.isPresent()) {
            move(next, this::movedBack);
        } else {
            leave(next);
        }
    }

    private void move(ProxyProcess from, Consumer<Optional<Rolling.Failure>> then) {
        Rolling moving = new Rolling(
                life.parts().loop(),
                life.services().runBy(from.link()),
                service -> service.isRunBy(from.link()),
                this::tell,
                then);
        rolling = Optional.of(moving);
        moving.begin();
    }

    private void tell(RollingStatus moved) {
        life.changeovers().progressed(Kind.RECYCLE, phase, moved);
    }

    private void leave(ProxyProcess process) {
        leaving = Optional.of(process);
        tell(rolling.map(Rolling::status).orElse(RollingStatus.NONE));
        serviceHasSettled();
    }

    /** What is just being stopped, or has begun below it meanwhile, would be lost with the process. */
    @Override
    public void serviceHasSettled() {
        if (leaving.isEmpty() || leaving.get().isEnding()) {
            return;
        }
        List<ServiceLife> left = life.services().runBy(leaving.get().link());
        if (left.stream().allMatch(ServiceLife::isUnanswered)) {
            leaving.get().end(false);
        } else if (rolling.filter(Rolling::isOver).isPresent() && left.stream().anyMatch(ServiceLife::isServing)) {
            move(leaving.get(), failed -> serviceHasSettled());
        }
    }

    @Override
    public Optional<ProxyProcess> heirOf(ProxyProcess dead) {
        ProxyProcess other = dead == before ? next : before;
        return other.isEnding() ? Optional.empty() : Optional.of(other);
    }

    @Override
    public void exited(ProxyProcess dead) {
        rolling.ifPresent(Rolling::cancel);
        if (dead == next && failure.isEmpty()) {
            failure = "the new process ended: " + dead.end();
        }
        leaving = Optional.of(dead);
    }

    @Override
    public void gone(ProxyProcess dead) {
        if (failure.isEmpty()) {
            life.awaitUp(stage);
            life.log().started("recycled: pid " + next.identity().pid() + " has taken over");
            life.changeovers().isOver();
        } else {
            life.changeovers().hasFailed(Kind.RECYCLE, failure);
            RefusedException.refuse(stage, Causes.sentence(life.subject(), failure));
        }
    }

    @Override
    public Optional<String> cancel() {
        if (leaving.isPresent() || phase == Phase.GOING_BACK) {
            return Optional.of(life.subject() + " is almost done with that.");
        }
        if (phase == Phase.MOVING) {
            goBack("cancelled");
        } else {
            failure = "cancelled";
            phase = Phase.GOING_BACK;
            leave(next);
        }
        return Optional.empty();
    }

    @Override
    public void abandon(String reason) {
        rolling.ifPresent(Rolling::cancel);
        RefusedException.refuse(stage, reason);
    }
}
