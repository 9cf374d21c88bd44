package controlfreak.engine.proxy;

import controlfreak.engine.order.Rolling;
import controlfreak.engine.service.ServiceLife;
import controlfreak.model.status.ChangeoverStatus.Kind;
import controlfreak.model.status.ChangeoverStatus.Phase;
import controlfreak.model.status.ProxyStatus;
import controlfreak.protocol.ProxyMessage;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Has a proxy fork from a warmed-up worker, and restarts its other workers from that, one after the other. Engine thread
 * only.
 *
 * <p>Where any of them does not come up, or the template dies meanwhile, the proxy forks from its own memory again, and
 * those that were moved are restarted from that one by one.
 */
final class Refork implements Changeover {
    private final Host host;
    private final ProxyProcess process;
    private final ServiceLife template;
    private final Moves moves;

    /** @param stage completes once all other workers are moved; fails where they go back */
    Refork(Host host, ProxyProcess process, ServiceLife template, CompletableFuture<ProxyStatus> stage) {
        this.host = host;
        this.process = process;
        this.template = template;
        this.moves = new Moves(Kind.REFORK, host, stage);
    }

    @Override
    public Kind kind() {
        return moves.kind();
    }

    @Override
    public void begin() {
        moves.tell();
        process.link().refork(Optional.of(template.id().name()));
    }

    @Override
    public void said(ProxyProcess reporter, ProxyMessage message) {
        if (message instanceof ProxyMessage.Reforked reforked) {
            reforked(reforked.name());
        } else if (message instanceof ProxyMessage.Refused refused && moves.phase() == Phase.PREPARING) {
            moves.goBack(refused.reason());
            moves.end();
        }
    }

    private void reforked(Optional<String> worker) {
        if (worker.isEmpty() && moves.phase() != Phase.GOING_BACK) {
            goBack("the template has ended");
        } else if (worker.isPresent() && moves.phase() == Phase.PREPARING) {
            moves.enter(Phase.MOVING);
            List<ServiceLife> others = host.runBy(process).stream()
                    .filter(service -> service != template)
                    .toList();
            moves.move(others, process, this::moved);
        }
    }

    private void moved(Optional<Rolling.Failure> first) {
        if (first.isEmpty()) {
            host.log().note("forks from " + template.id());
            moves.end();
            return;
        }
        process.link().refork(Optional.empty());
        goBack(first.get().reason());
        first.get().life().start(new CompletableFuture<>());
    }

    private void goBack(String reason) {
        moves.goBack(reason);
        moveBack(moves.moved());
    }

    /** One that does not come up again must not keep the others where they are. */
    private void moveBack(Collection<ServiceLife> moved) {
        moves.move(moved, process, failed -> {
            if (failed.isPresent() && !moves.left().isEmpty()) {
                moveBack(moves.left());
            } else {
                moves.end();
            }
        });
    }

    @Override
    public Optional<ProxyProcess> heirOf(ProxyProcess dead) {
        return Optional.empty();
    }

    @Override
    public void exited(ProxyProcess dead) {}

    @Override
    public void gone(ProxyProcess dead) {}

    @Override
    public void serviceHasSettled() {}

    @Override
    public boolean cancel() {
        if (moves.phase() == Phase.GOING_BACK) {
            return false;
        }
        process.link().refork(Optional.empty());
        goBack("cancelled");
        return true;
    }

    @Override
    public void abandon(String reason) {
        moves.abandon(reason);
    }
}
