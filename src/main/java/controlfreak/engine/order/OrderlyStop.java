package controlfreak.engine.order;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.service.ServiceLife;
import controlfreak.model.Dependency;
import controlfreak.model.status.ServiceStatus;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stops some services, each once those of them have stopped that are started after it. One use; engine thread only.
 */
public final class OrderlyStop {
    private final EngineLoop loop;
    private final Runnable done;
    private final Map<ServiceLife, CompletableFuture<ServiceStatus>> waiting = new LinkedHashMap<>();
    private final Set<ServiceLife> stopping = new LinkedHashSet<>();

    /** @param done is told once no process of them is left */
    public OrderlyStop(EngineLoop loop, Runnable done) {
        this.loop = loop;
        this.done = done;
    }

    /** @param stages of each service that is to be stopped; completes once it is, or says why not */
    public void stop(Map<ServiceLife, CompletableFuture<ServiceStatus>> stages) {
        waiting.putAll(stages);
        goOn();
    }

    private void goOn() {
        Set<String> needed = Stream.concat(waiting.keySet().stream(), stopping.stream())
                .flatMap(life -> life.spec().dependsOn().stream())
                .map(Dependency::name)
                .collect(Collectors.toSet());
        List<ServiceLife> next = waiting.keySet().stream()
                .filter(life -> !needed.contains(life.id().service()))
                .toList();
        next.forEach(this::stop);
        if (next.isEmpty() && stopping.isEmpty()) {
            // A service that is leaving has its former wishes, which may go round with the new ones of others.
            List.copyOf(waiting.keySet()).forEach(this::stop);
            if (stopping.isEmpty()) {
                done.run();
            }
        }
    }

    private void stop(ServiceLife life) {
        CompletableFuture<ServiceStatus> stage = waiting.remove(life);
        stopping.add(life);
        stage.whenComplete((status, refused) -> loop.run(() -> ended(life)));
        life.stop(stage);
        if (life.isUnanswered()) {
            // A proxy that hangs would hold up all others: there is no process that would be missed.
            loop.run(() -> ended(life));
        }
    }

    private void ended(ServiceLife life) {
        if (stopping.remove(life)) {
            goOn();
        }
    }
}
