package controlfreak.engine;

import controlfreak.model.ChangeoverStatus.Kind;
import controlfreak.model.ChangeoverStatus.Phase;
import controlfreak.model.ProxyStatus;
import controlfreak.model.RollingStatus;
import controlfreak.protocol.ProxyMessage;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Has a proxy fork from a warmed-up worker, and restarts its other workers from that, one after the other. Engine thread
 * only.
 *
 * <p>Where any of them does not come up, or the template dies meanwhile, the proxy forks from its own memory again, and
 * those that were moved are restarted from that one by one.
 */
final class Refork implements Changeover {
    private final ProxyLife life;
    private final ProxyProcess process;
    private final ServiceLife template;
    private final CompletableFuture<ProxyStatus> stage;
    private Phase phase = Phase.PREPARING;
    private Optional<Rolling> rolling = Optional.empty();
    private String failure = "";

    /** @param stage completes once all other workers are moved; fails where they go back */
    Refork(ProxyLife life, ProxyProcess process, ServiceLife template, CompletableFuture<ProxyStatus> stage) {
        this.life = life;
        this.process = process;
        this.template = template;
        this.stage = stage;
    }

    @Override
    public Kind kind() {
        return Kind.REFORK;
    }

    @Override
    public void begin() {
        tell(RollingStatus.NONE);
        process.link().refork(Optional.of(template.id().name()));
    }

    @Override
    public void said(ProxyProcess reporter, ProxyMessage message) {
        if (message instanceof ProxyMessage.Reforked reforked) {
            reforked(reforked.name());
        } else if (message instanceof ProxyMessage.Refused refused && phase == Phase.PREPARING) {
            fail(refused.reason());
        }
    }

    private void reforked(Optional<String> worker) {
        if (worker.isEmpty() && phase != Phase.GOING_BACK) {
            goBack("the template has ended");
        } else if (worker.isPresent() && phase == Phase.PREPARING) {
            phase = Phase.MOVING;
            move(
                    life.services().runBy(process.link()).stream()
                            .filter(service -> service != template)
                            .toList(),
                    this::moved);
        }
    }

    private void moved(Optional<Rolling.Failure> first) {
        if (first.isEmpty()) {
            life.awaitUp(stage);
            life.log().note("forks from " + template.id());
            life.changeovers().isOver();
            return;
        }
        process.link().refork(Optional.empty());
        goBack(first.get().reason());
        first.get().life().start(new CompletableFuture<>());
    }

    private void goBack(String reason) {
        failure = reason;
        phase = Phase.GOING_BACK;
        rolling.ifPresent(Rolling::cancel);
        moveBack(rolling.map(Rolling::restarted).orElse(List.of()));
    }

    private void moveBack(Collection<ServiceLife> moved) {
        move(moved, first -> {
            // One that does not come up again must not keep the others where they are.
            List<ServiceLife> left = rolling.orElseThrow().left();
            if (first.isPresent() && !left.isEmpty()) {
                moveBack(left);
            } else {
                fail(failure);
            }
        });
    }

    private void move(Collection<ServiceLife> services, Consumer<Optional<Rolling.Failure>> then) {
        Rolling moving = new Rolling(
                life.parts().loop(), services, service -> service.isRunBy(process.link()), this::tell, then);
        rolling = Optional.of(moving);
        moving.begin();
    }

    private void tell(RollingStatus moved) {
        life.changeovers().progressed(Kind.REFORK, phase, moved);
    }

    private void fail(String reason) {
        life.changeovers().hasFailed(Kind.REFORK, reason);
        RefusedException.refuse(stage, Causes.sentence(life.subject(), reason));
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
    public Optional<String> cancel() {
        if (phase == Phase.GOING_BACK) {
            return Optional.of(life.subject() + " is almost done with that.");
        }
        process.link().refork(Optional.empty());
        goBack("cancelled");
        return Optional.empty();
    }

    @Override
    public void abandon(String reason) {
        rolling.ifPresent(Rolling::cancel);
        RefusedException.refuse(stage, reason);
    }
}
