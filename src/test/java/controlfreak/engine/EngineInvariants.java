package controlfreak.engine;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.engine.ScriptedListener.Asked;
import controlfreak.engine.base.RefusedException;
import controlfreak.model.Dependency;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceId;
import controlfreak.model.Signal;
import controlfreak.model.status.ChangeoverStatus.Phase;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What must always be so of an engine, and what once all has come to rest, and to an end. */
final class EngineInvariants {
    private static final Set<ServiceState> STARTED =
            EnumSet.of(ServiceState.STARTING, ServiceState.RUNNING, ServiceState.BACKOFF);
    private static final Set<Signal> ENDING = EnumSet.of(Signal.TERM, Signal.KILL, Signal.INT);

    private final EngineFixture engine;
    private final ScriptedWorld world;
    private final ScriptedOperator operator;
    private final ScriptedListener listener;
    private final List<Throwable> bugs;

    EngineInvariants(
            EngineFixture engine,
            ScriptedWorld world,
            ScriptedOperator operator,
            ScriptedListener listener,
            List<Throwable> bugs) {
        this.engine = engine;
        this.world = world;
        this.operator = operator;
        this.listener = listener;
        this.bugs = bugs;
    }

    private static void require(boolean so, String what, Object... about) {
        if (!so) {
            throw new AssertionError(String.format(what, about));
        }
    }

    /** What is so after each step. */
    void hold() {
        require(bugs.isEmpty(), "A bug came up: %s", bugs);
        engine.controller.services().forEach(this::holdsOf);
        engine.controller.proxies().forEach(this::holdsOf);
        require(
                engine.controller.services().stream()
                        .map(Service::id)
                        .collect(Collectors.toSet())
                        .equals(listener.services.keySet()),
                "Others are heard of than there are");
        world.strangers.forEach(
                stranger -> require(stranger.signals.isEmpty(), "A stranger was sent %s", stranger.signals));
        world.services.keySet().stream().filter(process -> process.alive).forEach(this::isWrittenDown);
        world.proxies.keySet().stream().filter(process -> process.alive).forEach(this::isWrittenDown);
        listener.rolling.forEach(status -> require(status.done() <= status.all(), "%s", status));
        listener.asked.forEach(EngineInvariants::isAnsweredByASentence);
    }

    private void isWrittenDown(FakeProcess process) {
        boolean isKnown = engine.alive.stream().anyMatch(entry -> entry.endsWith(" " + process.pid()));
        require(isKnown || world.foreign.contains(process), "Pid %d lives and is not in the journal", process.pid());
    }

    private static void isAnsweredByASentence(Asked asked) {
        if (asked.stage().isCompletedExceptionally()) {
            Throwable failure =
                    asked.stage().handle((value, refused) -> refused).join();
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            require(cause instanceof RefusedException, "%s: %s", asked.what(), cause);
            require(cause.getMessage().endsWith("."), "%s: %s", asked.what(), cause.getMessage());
        }
    }

    private void holdsOf(Service service) {
        ServiceStatus status = service.status();
        ServiceState state = status.state();
        require(status.equals(listener.services.get(service.id())), "The latest of %s was not told", service.id());
        require(state != ServiceState.RUNNING || status.pid().isPresent(), "%s runs without a pid", status.id());
        require(state.isLive() || status.pid().isEmpty(), "%s is %s and has a pid", status.id(), state);
        require(status.retry().isPresent() == (state == ServiceState.BACKOFF), "%s: %s", status.id(), status);
        require(
                status.killAt().isEmpty() || state == ServiceState.STOPPING,
                "%s will be killed in %s",
                status.id(),
                state);
        boolean needsCause =
                state.isTrouble() || state == ServiceState.BACKOFF || state == ServiceState.RUNNING && !status.ready();
        require(!needsCause || !status.cause().isEmpty(), "%s is %s without a cause", status.id(), state);
        require(
                !operator.stopped.contains(service.id()) || !STARTED.contains(state),
                "%s was stopped and is %s",
                status.id(),
                state);
        List<FakeProcess> living = living(service.id());
        require(living.size() <= 1, "%s has %d processes", status.id(), living.size());
        require(state.isLive() || living.isEmpty(), "%s is %s and has a process", status.id(), state);
        if (STARTED.contains(state) && !listener.signalled.contains(status.id())) {
            living.forEach(process -> require(
                    process.signals.stream().noneMatch(ENDING::contains),
                    "%s is %s and was sent %s",
                    status.id(),
                    state,
                    process.signals));
        }
    }

    /** Those that are known, and that may be ended. */
    private List<FakeProcess> living(ServiceId id) {
        List<FakeProcess> living = new ArrayList<>();
        world.services.forEach((process, name) -> {
            if (process.alive && name.equals(id.name()) && !world.foreign.contains(process)) {
                living.add(process);
            }
        });
        world.proxies.values().stream().filter(ScriptedProxy::isHonest).forEach(proxy -> {
            FakeProcess child = proxy.children.get(id.name());
            if (child != null && child.alive && !world.foreign.contains(child) && !proxy.isTooLate(child)) {
                living.add(child);
            }
        });
        return living;
    }

    private void holdsOf(Proxy proxy) {
        ProxyStatus status = proxy.status();
        ProxyState state = status.state();
        require(status.equals(listener.proxies.get(proxy.name())), "The latest of %s was not told", proxy.name());
        require(state != ProxyState.FAIL || !status.cause().isEmpty(), "%s failed without a cause", proxy.name());
        require(state != ProxyState.UP || status.pid().isPresent(), "%s is up without a pid", proxy.name());
        require(status.retry().isEmpty() || state == ProxyState.FAIL, "%s is tried again in %s", proxy.name(), state);
        require(
                !operator.stoppedProxies.contains(proxy.name())
                        || state != ProxyState.UP && state != ProxyState.PRELOADING,
                "%s was shut down and is %s",
                proxy.name(),
                state);
        status.changeover()
                .ifPresent(change ->
                        require(change.moved().done() <= change.moved().all(), "%s: %s", proxy.name(), change.moved()));
    }

    /** What is so once all that was started has failed for a while: nothing is tried for ever. */
    void areAllGivenUp() {
        for (Service service : engine.controller.services()) {
            ServiceStatus status = service.status();
            boolean isGivenUp = switch (status.state()) {
                case STOPPED, FAIL, FATAL -> true;
                case STARTING -> waitsForGoodReason(service) || isAnyOfVersion1();
                case RUNNING, STOPPING, BACKOFF -> false;
            };
            RestartPolicy policy = service.spec().restart();
            boolean isToGoOn =
                    policy.startWait().isZero() && policy.startLimit().isEmpty();
            boolean isLiedAbout = world.livingProxies().stream().anyMatch(proxy -> proxy.lies);
            require(
                    isGivenUp || isToGoOn || isLiedAbout || isForeign(service.id()),
                    "%s is never given up: %s",
                    status.id(),
                    status);
        }
    }

    /** What is so once nothing goes wrong any more, and time has gone by. */
    void areAllAtRest() {
        for (Service service : engine.controller.services()) {
            ServiceStatus status = service.status();
            boolean rests = switch (status.state()) {
                case STOPPED, FAIL, FATAL -> true;
                case RUNNING -> status.ready();
                case STARTING -> waitsForGoodReason(service);
                case STOPPING, BACKOFF -> false;
            };
            require(rests || isForeign(service.id()), "%s does not come to rest: %s", status.id(), status);
        }
        for (Proxy proxy : engine.controller.proxies()) {
            ProxyStatus status = proxy.status();
            boolean rests = switch (status.state()) {
                case DOWN, UP -> true;
                case FAIL -> status.retry().isEmpty();
                case PRELOADING -> mayLoadForEver(proxy);
                case STOPPING -> false;
            };
            require(rests, "%s does not come to rest: %s", proxy.name(), status);
            require(
                    status.changeover().isEmpty() || mayLoadForEver(proxy),
                    "%s is still changed over: %s",
                    proxy.name(),
                    status.changeover());
        }
        for (Asked asked : listener.asked) {
            boolean mayWait = asked.started()
                            .flatMap(engine.controller::service)
                            .filter(service -> service.status().state() == ServiceState.STARTING)
                            .isPresent()
                    || engine.controller.proxies().stream()
                            .filter(this::mayLoadForEver)
                            .anyMatch(proxy -> asked.what().startsWith(proxy.name()));
            require(asked.stage().isDone() || mayWait, "Nobody is told of: %s", asked.what());
        }
    }

    /** A process of version 1 says nothing until it is asked for something. */
    private boolean mayLoadForEver(Proxy proxy) {
        ProxyStatus status = proxy.status();
        boolean loads = status.state() == ProxyState.PRELOADING
                || status.changeover()
                        .filter(change -> change.phase() == Phase.PREPARING)
                        .isPresent();
        return loads && isAnyOfVersion1();
    }

    private boolean isAnyOfVersion1() {
        return world.livingProxies().stream().anyMatch(one -> !one.isVersion2);
    }

    private boolean isForeign(ServiceId id) {
        return world.foreign.stream().anyMatch(process -> id.name().equals(world.services.get(process)));
    }

    private boolean waitsForGoodReason(Service service) {
        return service.spec().dependsOn().stream().anyMatch(this::isMissing);
    }

    private boolean isMissing(Dependency dependency) {
        List<ServiceState> states = engine.controller.services().stream()
                .filter(other -> other.id().service().equals(dependency.name()))
                .map(other -> other.status().state())
                .toList();
        boolean isDown = engine.controller
                .proxy(dependency.name())
                .filter(proxy -> proxy.status().state() != ProxyState.UP)
                .isPresent();
        return states.isEmpty()
                ? isDown
                : dependency.until() == Dependency.Until.COMPLETED
                        ? states.stream().anyMatch(state -> state != ServiceState.STOPPED)
                                || engine.controller.services().stream()
                                        .filter(other -> other.id().service().equals(dependency.name()))
                                        .anyMatch(other -> !other.life().isCompleted())
                        : states.stream().anyMatch(state -> state != ServiceState.RUNNING);
    }

    /** What is so once all was stopped and time has gone by, whatever answers. */
    void areAllDown() {
        engine.controller
                .services()
                .forEach(service -> require(
                        !service.status().state().isUp(), "%s is not down: %s", service.id(), service.status()));
        engine.controller
                .proxies()
                .forEach(proxy -> require(
                        !proxy.status().state().isLive()
                                && proxy.status().retry().isEmpty(),
                        "%s is not down: %s",
                        proxy.name(),
                        proxy.status()));
        listener.asked.forEach(asked -> require(asked.stage().isDone(), "Nobody is told of: %s", asked.what()));
        world.services.forEach((process, name) -> isGone(process, name));
        world.proxies.values().forEach(proxy -> {
            isGone(proxy.process, "a proxy");
            if (!proxy.lies) {
                proxy.children.forEach((name, child) -> isGone(child, name));
            }
        });
    }

    private void isGone(FakeProcess process, String name) {
        require(
                !process.alive && !process.othersInGroup || world.foreign.contains(process),
                "Pid %d of %s lives on",
                process.pid(),
                name);
    }

    /** What is so once nothing is wished for any more. */
    void isNothingLeft() {
        hold();
        require(engine.controller.services().isEmpty(), "Left: %s", listener.services);
        require(engine.controller.proxies().isEmpty(), "Left: %s", listener.proxies);
        listener.asked.forEach(asked -> require(asked.stage().isDone(), "Nobody is told of: %s", asked.what()));
        // Who could not be ended stays there, for the next panel to know of.
        require(engine.alive.isEmpty() || !world.foreign.isEmpty(), "Left in the journal: %s", engine.alive);
        require(engine.notices.sockets.isEmpty(), "Left open: %s", engine.notices.sockets.keySet());
        require(engine.loop.delayedTasks() == 0, "%d tasks are left to do", engine.loop.delayedTasks());
    }
}
