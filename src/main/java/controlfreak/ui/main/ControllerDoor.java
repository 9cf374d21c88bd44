package controlfreak.ui.main;

import controlfreak.engine.Controller;
import controlfreak.engine.Proxy;
import controlfreak.engine.RefusedException;
import controlfreak.engine.Service;
import controlfreak.model.EffectiveEnvironment;
import controlfreak.model.ServiceId;
import controlfreak.model.Signal;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.RowKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Hands the main window's wishes to the engine. Any thread; nothing blocks. */
record ControllerDoor(Controller controller) implements EngineDoor {
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
            case START, STOP, RESTART, KILL -> throw new IllegalArgumentException(verb + " is for services");
        };
    }

    private static CompletionStage<?> act(Verb verb, Service service) {
        return switch (verb) {
            case START -> service.start();
            case STOP -> service.stop();
            case RESTART -> service.restart();
            case KILL -> service.kill();
            case RUN, SHUTDOWN, RELOAD -> throw new IllegalArgumentException(verb + " is for proxies");
        };
    }

    @Override
    public CompletionStage<?> signal(Signal signal, RowKey target) {
        Optional<Service> service =
                target instanceof RowKey.OfProcess process ? controller.service(process.id()) : Optional.empty();
        return service.<CompletionStage<?>>map(known -> known.signal(signal)).orElseGet(() -> unknown(target));
    }

    private static CompletionStage<?> unknown(RowKey key) {
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
