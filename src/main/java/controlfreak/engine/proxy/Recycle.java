package controlfreak.engine.proxy;

import controlfreak.engine.order.Rolling;
import controlfreak.engine.service.ServiceLife;
import controlfreak.model.status.ChangeoverStatus.Kind;
import controlfreak.model.status.ChangeoverStatus.Phase;
import controlfreak.model.status.ProxyStatus;
import controlfreak.protocol.ProxyMessage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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
    private final Host host;
    private final ProxyProcess before;
    private final ProxyProcess next;
    private final Moves moves;
    private Optional<ProxyProcess> leaving = Optional.empty();
    private boolean isAbandoned;

    /** @param stage completes once the old process is gone; fails where that stays */
    Recycle(Host host, ProxyProcess before, ProxyProcess next, CompletableFuture<ProxyStatus> stage) {
        this.host = host;
        this.before = before;
        this.next = next;
        this.moves = new Moves(Kind.RECYCLE, host, stage);
    }

    @Override
    public Kind kind() {
        return moves.kind();
    }

    @Override
    public void begin() {
        host.log()
                .note("recycling: pid " + next.identity().pid() + " loads beside pid "
                        + before.identity().pid());
        moves.tell();
        if (before.ready().isEmpty()) {
            moveOver();
        }
    }

    @Override
    public void said(ProxyProcess reporter, ProxyMessage message) {
        boolean ready = reporter == next && next.ready().isPresent();
        if (ready && moves.phase() == Phase.PREPARING && leaving.isEmpty()) {
            moveOver();
        }
    }

    private void moveOver() {
        moves.enter(Phase.MOVING);
        host.forkFrom(next);
        moves.move(host.runBy(before), before, this::moved);
    }

    private void moved(Optional<Rolling.Failure> first) {
        if (first.isPresent()) {
            goBack(first.get().reason());
            first.get().life().start(new CompletableFuture<>());
        } else {
            moves.enter(Phase.FINISHING);
            leave(before);
        }
    }

    private void goBack(String reason) {
        moves.goBack(reason);
        host.forkFrom(before);
        moveBack();
    }

    /** One that does not come up again must not keep the others where they are. */
    private void moveBack() {
        moves.move(host.runBy(next), next, failed -> {
            if (failed.isPresent()) {
                moveBack();
            } else {
                leave(next);
            }
        });
    }

    private void leave(ProxyProcess process) {
        leaving = Optional.of(process);
        moves.tell();
        serviceHasSettled();
    }

    /** What is just being stopped, or has begun below it meanwhile, would be lost with the process. */
    @Override
    public void serviceHasSettled() {
        if (leaving.isEmpty() || leaving.get().isEnding()) {
            return;
        }
        List<ServiceLife> left = host.runBy(leaving.get());
        if (left.stream().allMatch(ServiceLife::isUnanswered)) {
            leaving.get().end(false);
        } else if (moves.isAtRest()
                && left.stream().anyMatch(service -> service.status().ready())) {
            moves.move(left, leaving.get(), failed -> serviceHasSettled());
        }
    }

    @Override
    public Optional<ProxyProcess> heirOf(ProxyProcess dead) {
        ProxyProcess other = dead == before ? next : before;
        return other.isEnding() ? Optional.empty() : Optional.of(other);
    }

    @Override
    public void exited(ProxyProcess dead) {
        moves.halt();
        if (dead == next && moves.failure().isEmpty()) {
            moves.goBack("the new process ended: " + dead.end());
        }
        leaving = Optional.of(dead);
    }

    @Override
    public void gone(ProxyProcess dead) {
        // Those that it took along come up again first.
        host.whenSettled(this::end);
    }

    private void end() {
        if (isAbandoned) {
            return;
        }
        if (moves.failure().isEmpty()) {
            host.log().started("recycled: pid " + next.identity().pid() + " has taken over");
        }
        moves.end();
    }

    @Override
    public boolean cancel() {
        if (leaving.isPresent() || moves.phase() == Phase.GOING_BACK) {
            return false;
        }
        if (moves.phase() == Phase.MOVING) {
            goBack("cancelled");
        } else {
            moves.goBack("cancelled");
            leave(next);
        }
        return true;
    }

    @Override
    public void abandon(String reason) {
        isAbandoned = true;
        moves.abandon(reason);
    }
}
