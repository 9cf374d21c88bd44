package controlfreak.ui.main;

import controlfreak.engine.base.RefusedException;
import controlfreak.model.Reach;
import controlfreak.model.ServiceId;
import controlfreak.model.Signal;
import controlfreak.model.status.RollingStatus;
import controlfreak.ui.main.rows.LastLine;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.verb.EngineDoor;
import controlfreak.ui.main.verb.Verb;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** An engine that remembers what it was asked for and answers when the test says so. */
public final class EngineStandIn implements EngineDoor {
    private final Map<String, CompletableFuture<String>> asked = new LinkedHashMap<>();
    /** Who is told how far a rolling restart is. */
    public Consumer<RollingStatus> progress = status -> {};

    /** What comes of it; where nothing is set, all are restarted. */
    public Optional<RollingStatus> rolled = Optional.empty();

    final Map<RowKey, LastLine> lastLines = new HashMap<>();
    public final Map<RowKey, String> lastWords = new HashMap<>();
    public final Map<ServiceId, Map<String, String>> environments = new HashMap<>();

    @Override
    public CompletionStage<?> act(Verb verb, RowKey target) {
        return asked.computeIfAbsent(verb + " " + target.display(), key -> new CompletableFuture<>());
    }

    @Override
    public CompletionStage<String> signal(Signal signal, Reach reach, RowKey target) {
        return asked.computeIfAbsent(signal + " " + target.display(), key -> new CompletableFuture<>());
    }

    @Override
    public CompletionStage<RollingStatus> restartRolling(
            List<ServiceId> services, Consumer<RollingStatus> listener, CompletionStage<?> cancelled) {
        String names = services.stream().map(ServiceId::name).collect(Collectors.joining(" "));
        CompletableFuture<String> stage = asked.computeIfAbsent("ROLL " + names, key -> new CompletableFuture<>());
        progress = listener;
        cancelled.thenRun(() -> stage.completeExceptionally(new RefusedException("Stopped.")));
        int all = services.size();
        return stage.thenApply(done -> rolled.orElseGet(() -> new RollingStatus(all, all, Optional.empty())));
    }

    @Override
    public Optional<LastLine> lastLine(RowKey target) {
        return Optional.ofNullable(lastLines.get(target));
    }

    @Override
    public Optional<String> lastWords(RowKey process) {
        return Optional.ofNullable(lastWords.get(process));
    }

    /** What was asked for, in order: {@code START web-1}. */
    public String asked() {
        return asked.keySet().stream().collect(Collectors.joining(", "));
    }

    public void done(String what) {
        asked.get(what).complete("pid 4711");
    }

    public void refused(String what, String reason) {
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
