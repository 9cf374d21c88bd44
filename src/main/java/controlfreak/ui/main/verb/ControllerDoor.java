package controlfreak.ui.main.verb;

import controlfreak.engine.Controller;
import controlfreak.engine.Proxy;
import controlfreak.engine.RollingRestart;
import controlfreak.engine.Service;
import controlfreak.engine.base.RefusedException;
import controlfreak.log.Log;
import controlfreak.log.text.AddressInUse;
import controlfreak.model.EffectiveEnvironment;
import controlfreak.model.Reach;
import controlfreak.model.ServiceId;
import controlfreak.model.Signal;
import controlfreak.model.status.RollingStatus;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.LastLine;
import controlfreak.ui.main.rows.LastWords;
import controlfreak.ui.main.rows.RowKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Hands the main window's wishes to the engine. Any thread; nothing blocks. */
public record ControllerDoor(Controller controller) implements EngineDoor {
    /** So many of a log's newest lines are looked at: a few of them may be the panel's own. */
    private static final int LOOKED_AT = 20;

    /** A stack of calls may be as long. */
    private static final int LOOKED_AT_OF_A_RUN = 100;

    /** A row may be there a moment before the engine has taken in the edit that added it; then this waits for that. */
    @Override
    public CompletionStage<?> act(Verb verb, RowKey target) {
        Optional<CompletionStage<?>> known = actOnKnown(verb, target);
        return known.isPresent()
                ? known.get()
                : controller
                        .takenIn()
                        .thenCompose(done -> actOnKnown(verb, target).orElseGet(() -> unknown(target)));
    }

    /** Services that are started or stopped together go in the order that they need each other in. */
    @Override
    public Map<RowKey, CompletionStage<?>> act(Verb verb, Collection<RowKey> targets) {
        Optional<Together> together = together(verb);
        boolean areServices = targets.stream().allMatch(RowKey.OfProcess.class::isInstance);
        if (together.isEmpty() || !areServices) {
            return EngineDoor.super.act(verb, targets);
        }
        Map<RowKey, CompletionStage<?>> stages = new LinkedHashMap<>();
        together.get()
                .act(targets.stream()
                        .map(target -> ((RowKey.OfProcess) target).id())
                        .toList())
                .forEach((id, stage) -> stages.put(new RowKey.OfProcess(id), stage));
        return stages;
    }

    /** What the engine does to several services at one request. */
    private interface Together {
        Map<ServiceId, ? extends CompletionStage<?>> act(Collection<ServiceId> ids);
    }

    private Optional<Together> together(Verb verb) {
        return switch (verb) {
            case START, RETRY -> Optional.of(controller::start);
            case WITHNEEDS -> Optional.of(controller::startWithNeeds);
            case STOP -> Optional.of(controller::stop);
            case RESTART -> Optional.of(controller::restart);
            default -> Optional.empty();
        };
    }

    private Optional<CompletionStage<?>> actOnKnown(Verb verb, RowKey target) {
        if (target instanceof RowKey.OfProxy proxy) {
            return controller.proxy(proxy.name()).map(known -> act(verb, known));
        }
        if (target instanceof RowKey.OfProcess process) {
            return controller.service(process.id()).map(known -> act(verb, known));
        }
        throw new IllegalArgumentException(target + " is not a process");
    }

    private static CompletionStage<?> act(Verb verb, Proxy proxy) {
        return switch (verb) {
            case RUN -> proxy.run();
            case SHUTDOWN -> proxy.shutdown();
            case RELOAD -> proxy.restart();
            case RECYCLE -> proxy.recycle();
            case CANCEL -> proxy.cancelChangeover();
            case START, WITHNEEDS, ANYWAY, RETRY, GIVEUP, STOP, RESTART, ROLL, REREAD, REFORK, KILL ->
                throw new IllegalArgumentException(verb + " is for services");
        };
    }

    private CompletionStage<?> act(Verb verb, Service service) {
        return switch (verb) {
            case START, RETRY -> service.start();
            case WITHNEEDS -> service.startWithNeeds();
            case ANYWAY -> service.startAnyway();
            case STOP, GIVEUP -> service.stop();
            case RESTART -> service.restart();
            case KILL -> service.kill();
            case REREAD -> service.reload();
            case REFORK -> refork(service);
            case ROLL -> throw new IllegalArgumentException(verb + " is for several");
            case RUN, SHUTDOWN, RELOAD, RECYCLE, CANCEL -> throw new IllegalArgumentException(verb + " is for proxies");
        };
    }

    private CompletionStage<?> refork(Service template) {
        return template.proxy()
                .flatMap(controller::proxy)
                .<CompletionStage<?>>map(proxy -> proxy.refork(template))
                .orElseGet(() -> unknown(new RowKey.OfProcess(template.id())));
    }

    @Override
    public CompletionStage<String> signal(Signal signal, Reach reach, RowKey target) {
        Optional<Service> service =
                target instanceof RowKey.OfProcess process ? controller.service(process.id()) : Optional.empty();
        return service.map(known -> known.signal(signal, reach)).orElseGet(() -> unknown(target));
    }

    @Override
    public CompletionStage<RollingStatus> restartRolling(
            List<ServiceId> services, Consumer<RollingStatus> progress, CompletionStage<?> cancelled) {
        RollingRestart restart = controller.restartRolling(services, progress);
        cancelled.thenRun(restart::cancel);
        return restart.outcome();
    }

    @Override
    public Optional<LastLine> lastLine(RowKey target) {
        return logOf(target).flatMap(log -> LastLine.of(log.newest(LOOKED_AT)));
    }

    @Override
    public Optional<String> lastWords(RowKey process) {
        return logOf(process).flatMap(log -> LastWords.of(log.newest(LOOKED_AT_OF_A_RUN)));
    }

    @Override
    public Optional<AddressInUse> addressInUse(RowKey process) {
        return logOf(process).flatMap(log -> LastWords.addressInUse(log.newest(LOOKED_AT_OF_A_RUN)));
    }

    private Optional<Log> logOf(RowKey target) {
        return target instanceof RowKey.OfProxy proxy
                ? controller.proxy(proxy.name()).map(Proxy::log)
                : controller.service(((RowKey.OfProcess) target).id()).map(Service::log);
    }

    private static <T> CompletionStage<T> unknown(RowKey key) {
        return CompletableFuture.failedStage(new RefusedException(Texts.text("main.unknown", key.display())));
    }

    @Override
    public Optional<Map<String, String>> ofService(ServiceId id) {
        return controller.environmentOf(id).map(EffectiveEnvironment::values);
    }

    @Override
    public Optional<Map<String, String>> ofProxy(String name) {
        return controller.environmentOfProxy(name).map(EffectiveEnvironment::values);
    }
}
