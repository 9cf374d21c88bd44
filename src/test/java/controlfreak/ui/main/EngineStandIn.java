package controlfreak.ui.main;

import controlfreak.engine.RefusedException;
import controlfreak.model.ServiceId;
import controlfreak.model.Signal;
import controlfreak.ui.main.rows.RowKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** An engine that remembers what it was asked for and answers when the test says so. */
final class EngineStandIn implements EngineDoor {
    private final Map<String, CompletableFuture<Void>> asked = new LinkedHashMap<>();
    final Map<ServiceId, Map<String, String>> environments = new HashMap<>();

    @Override
    public CompletionStage<?> act(Verb verb, RowKey target) {
        return asked.computeIfAbsent(verb + " " + target.display(), key -> new CompletableFuture<>());
    }

    @Override
    public CompletionStage<?> signal(Signal signal, RowKey target) {
        return asked.computeIfAbsent(signal + " " + target.display(), key -> new CompletableFuture<>());
    }

    /** What was asked for, in order: {@code START web-1}. */
    String asked() {
        return asked.keySet().stream().collect(Collectors.joining(", "));
    }

    void done(String what) {
        asked.get(what).complete(null);
    }

    void refused(String what, String reason) {
        asked.get(what).completeExceptionally(new RefusedException(reason));
    }

    @Override
    public Optional<Map<String, String>> ofService(ServiceId id) {
        return Optional.ofNullable(environments.get(id));
    }

    @Override
    public Optional<Map<String, String>> ofProxy(String name) {
        return Optional.empty();
    }
}
