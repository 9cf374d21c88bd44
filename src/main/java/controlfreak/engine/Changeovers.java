package controlfreak.engine;

import controlfreak.model.ChangeoverStatus.Kind;
import controlfreak.model.ChangeoverStatus.Phase;
import controlfreak.model.ProxyState;
import controlfreak.model.ProxyStatus;
import controlfreak.model.RollingStatus;
import controlfreak.process.LaunchException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Begins the changeovers of one proxy and knows the one under way. Engine thread only. */
final class Changeovers {
    private final ProxyLife life;
    private final Generations generations;
    private final ProxyCondition condition;
    private Optional<Changeover> current = Optional.empty();

    Changeovers(ProxyLife life, Generations generations, ProxyCondition condition) {
        this.life = life;
        this.generations = generations;
        this.condition = condition;
    }

    /** Replaces its process by a new one while its services go on. */
    void recycle(CompletableFuture<ProxyStatus> stage) {
        Optional<String> refusal = refusal().or(life::refusalToRun);
        if (refusal.isPresent()) {
            RefusedException.refuse(stage, refusal.get());
            return;
        }
        ProxyProcess before = life.process().orElseThrow();
        try {
            ProxyProcess next = generations.launch();
            begin(new Recycle(life, before, next, stage));
        } catch (LaunchException e) {
            hasFailed(Kind.RECYCLE, e.getMessage());
            RefusedException.refuse(stage, e.getMessage());
        }
    }

    /** Has it fork from a service's warmed-up memory, and moves its other services over to that. */
    void refork(ServiceLife template, CompletableFuture<ProxyStatus> stage) {
        Optional<String> refusal = refusal().or(() -> refusalToRefork(template));
        if (refusal.isPresent()) {
            RefusedException.refuse(stage, refusal.get());
        } else {
            begin(new Refork(life, life.process().orElseThrow(), template, stage));
        }
    }

    private void begin(Changeover changeover) {
        current = Optional.of(changeover);
        changeover.begin();
    }

    private Optional<String> refusal() {
        if (current.isPresent()) {
            String how =
                    current.get().kind() == Kind.RECYCLE ? " is being recycled already." : " is reforking already.";
            return Optional.of(life.subject() + how);
        }
        return life.state() == ProxyState.UP ? Optional.empty() : Optional.of(life.subject() + " is not up.");
    }

    private Optional<String> refusalToRefork(ServiceLife template) {
        ProxyProcess process = life.process().orElseThrow();
        if (process.ready().filter(ProxyStatus.Ready::canRefork).isEmpty()) {
            return Optional.of(life.subject() + " does not say that it can fork from a worker.");
        }
        return template.isServing() && template.isRunBy(process.link())
                ? Optional.empty()
                : Optional.of(template.id() + " is not running.");
    }

    /** Has the one under way go back. */
    void cancel(CompletableFuture<ProxyStatus> stage) {
        Optional<String> refusal = current.isPresent()
                ? current.get().cancel()
                : Optional.of(life.subject() + " is neither being recycled nor reforking.");
        refusal.ifPresentOrElse(
                reason -> RefusedException.refuse(stage, reason),
                () -> condition.await(stage, snapshot -> snapshot.changeover().isEmpty(), snapshot -> false));
    }

    /** Has the one under way, if any, hear what happens. */
    void tell(Consumer<Changeover> news) {
        current.ifPresent(news);
    }

    /** Has another process, where there is one, take over before its time from one that has died. */
    void inherit(ProxyProcess dead) {
        current.flatMap(changeover -> changeover.heirOf(dead)).ifPresent(heir -> {
            condition.has(heir);
            settle(heir);
        });
    }

    private void settle(ProxyProcess process) {
        life.move(process.isWorking() ? ProxyState.UP : ProxyState.PRELOADING, "");
    }

    /** The proxy itself is shut down, or is gone. */
    void abandon(String reason) {
        Optional<Changeover> abandoned = current;
        current = Optional.empty();
        abandoned.ifPresent(changeover -> changeover.abandon(reason));
        condition.endsChangeover();
    }

    // ---- for the one under way

    /** That process takes all starts from now on. */
    void forkFrom(ProxyProcess process) {
        condition.has(process);
        condition.hasNews();
    }

    void progressed(Kind kind, Phase phase, RollingStatus moved) {
        condition.changesOver(kind, phase, moved);
    }

    /** It has come to its end. */
    void isOver() {
        current = Optional.empty();
        condition.endsChangeover();
        life.process().ifPresent(this::settle);
        life.serviceIsDown();
    }

    /** It has come to nothing; all is as before. */
    void hasFailed(Kind kind, String reason) {
        String cause = (kind == Kind.RECYCLE ? "not recycled: " : "not reforked: ") + reason;
        life.log().note(cause);
        isOver();
        condition.explain(cause);
    }
}
