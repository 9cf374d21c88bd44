package controlfreak.engine.proxy;

import controlfreak.engine.base.Causes;
import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.RefusedException;
import controlfreak.engine.service.ServiceLife;
import controlfreak.log.RecordedLog;
import controlfreak.model.status.ChangeoverStatus.Kind;
import controlfreak.model.status.ChangeoverStatus.Phase;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ProxyStatus.Ability;
import controlfreak.model.status.RollingStatus;
import controlfreak.process.LaunchException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Begins the changeovers of one proxy and knows the one under way. Engine thread only. */
public final class Changeovers {
    private final EngineLoop loop;
    private final RecordedLog log;
    private final Generations generations;
    private final ProxyCondition condition;
    private final ProxyServices services;
    private final Runnable over;
    private final Changeover.Host host = new Host();
    private Optional<Changeover> current = Optional.empty();

    /** @param over is run once one is over: it may be time for what it held up */
    Changeovers(
            EngineLoop loop,
            RecordedLog log,
            Generations generations,
            ProxyCondition condition,
            ProxyServices services,
            Runnable over) {
        this.loop = loop;
        this.log = log;
        this.generations = generations;
        this.condition = condition;
        this.services = services;
        this.over = over;
    }

    /** Replaces its process by a new one while its services go on. */
    public void recycle(CompletableFuture<ProxyStatus> stage) {
        Optional<String> refusal = refusal().or(generations::refusal);
        if (refusal.isPresent()) {
            RefusedException.refuse(stage, refusal.get());
        } else {
            generations.read(() -> recycleNow(stage), reason -> RefusedException.refuse(stage, reason));
        }
    }

    private void recycleNow(CompletableFuture<ProxyStatus> stage) {
        Optional<String> refusal = refusal().or(generations::refusal);
        if (refusal.isPresent()) {
            RefusedException.refuse(stage, refusal.get());
            return;
        }
        ProxyProcess before = condition.process().orElseThrow();
        try {
            ProxyProcess next = generations.launch();
            begin(new Recycle(host, before, next, stage));
        } catch (LaunchException e) {
            hasFailed(Kind.RECYCLE, e.getMessage());
            RefusedException.refuse(stage, e.getMessage());
        }
    }

    /** Has it fork from a service's warmed-up memory, and moves its other services over to that. */
    public void refork(ServiceLife template, CompletableFuture<ProxyStatus> stage) {
        Optional<String> refusal = refusal().or(() -> refusalToRefork(template));
        if (refusal.isPresent()) {
            RefusedException.refuse(stage, refusal.get());
        } else {
            begin(new Refork(host, condition.process().orElseThrow(), template, stage));
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
            return Optional.of(condition.subject() + how);
        }
        return condition.state() == ProxyState.UP ? Optional.empty() : Optional.of(condition.subject() + " is not up.");
    }

    private Optional<String> refusalToRefork(ServiceLife template) {
        ProxyProcess process = condition.process().orElseThrow();
        if (process.ready().filter(ready -> ready.can(Ability.REFORK)).isEmpty()) {
            return Optional.of(condition.subject() + " does not say that it can fork from a worker.");
        }
        return template.status().ready() && template.isRunBy(process.link()::has)
                ? Optional.empty()
                : Optional.of(template.id() + " is not running.");
    }

    /** Has the one under way go back. */
    public void cancel(CompletableFuture<ProxyStatus> stage) {
        if (current.isEmpty()) {
            RefusedException.refuse(stage, condition.subject() + " is neither being recycled nor reforking.");
        } else if (current.get().cancel()) {
            condition.awaitNoChangeover(stage);
        } else {
            RefusedException.refuse(stage, condition.subject() + " is almost done with that.");
        }
    }

    /** A service has come up, or is down. */
    void serviceHasSettled() {
        services.tellSettled();
        tell(Changeover::serviceHasSettled);
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
        condition.move(process.isWorking() ? ProxyState.UP : ProxyState.PRELOADING, "");
    }

    /** The proxy itself is shut down, or is gone. */
    void abandon(String reason) {
        Optional<Changeover> abandoned = current;
        current = Optional.empty();
        abandoned.ifPresent(changeover -> changeover.abandon(reason));
        condition.endsChangeover();
    }

    private void isOver() {
        current = Optional.empty();
        condition.endsChangeover();
        // One that has died meanwhile is on its way down.
        condition.process().filter(process -> process.exit().isEmpty()).ifPresent(this::settle);
        over.run();
    }

    private void hasFailed(Kind kind, String reason) {
        String cause = (kind == Kind.RECYCLE ? "not recycled: " : "not reforked: ") + reason;
        log.note(cause);
        isOver();
        condition.explain(cause);
    }

    private final class Host implements Changeover.Host {
        @Override
        public EngineLoop loop() {
            return loop;
        }

        @Override
        public RecordedLog log() {
            return log;
        }

        @Override
        public List<ServiceLife> runBy(ProxyProcess process) {
            return services.runBy(process.link());
        }

        @Override
        public void whenSettled(Runnable then) {
            services.whenSettled(then);
        }

        @Override
        public void forkFrom(ProxyProcess process) {
            condition.has(process);
            condition.hasNews();
        }

        @Override
        public void progressed(Kind kind, Phase phase, RollingStatus moved) {
            condition.changesOver(kind, phase, moved);
        }

        @Override
        public void isOver(CompletableFuture<ProxyStatus> stage) {
            condition.awaitUp(stage);
            Changeovers.this.isOver();
        }

        @Override
        public void hasFailed(Kind kind, String reason, CompletableFuture<ProxyStatus> stage) {
            Changeovers.this.hasFailed(kind, reason);
            RefusedException.refuse(stage, Causes.sentence(condition.subject(), reason));
        }
    }
}
