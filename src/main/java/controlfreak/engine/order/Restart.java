package controlfreak.engine.order;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.RefusedException;
import controlfreak.engine.service.ServiceLife;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.process.SeenProcess;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Restarts services together. Who would not come up again, because somebody else has its socket or its proxy has none,
 * is left running; those that have a changed socket together are started once all of them have ended. Engine thread
 * only.
 */
public final class Restart {
    private final EngineLoop loop;
    private final Map<ServiceLife, CompletableFuture<ServiceStatus>> asked;

    /** @param asked with the stage of each, which completes once it runs again */
    public Restart(EngineLoop loop, Map<ServiceLife, CompletableFuture<ServiceStatus>> asked) {
        this.loop = loop;
        this.asked = asked;
    }

    public void begin() {
        // All are looked at before any is ended.
        Map<ServiceLife, Optional<String>> alone = new LinkedHashMap<>();
        Map<ServiceLife, Optional<String>> together = new LinkedHashMap<>();
        asked.keySet().stream().filter(Restart::isServing).forEach(life -> {
            alone.put(life, life.obstacle(process -> has(life, process)));
            together.put(life, alone.get(life).flatMap(any -> life.obstacle(this::isEnding)));
        });
        Map<ServiceLife, CompletableFuture<ServiceStatus>> afterAll = new LinkedHashMap<>();
        asked.forEach((life, stage) -> {
            Optional<String> obstacle = together.getOrDefault(life, Optional.empty());
            if (obstacle.isPresent()) {
                RefusedException.refuse(stage, leftRunning(life, obstacle.get()));
            } else if (alone.getOrDefault(life, Optional.empty()).isPresent()) {
                afterAll.put(life, stage);
            } else {
                life.restart(stage);
            }
        });
        endThenStart(afterAll);
    }

    private boolean isEnding(SeenProcess process) {
        return asked.keySet().stream().anyMatch(life -> has(life, process));
    }

    private void endThenStart(Map<ServiceLife, CompletableFuture<ServiceStatus>> all) {
        Map<ServiceLife, Integer> wishes = new LinkedHashMap<>();
        CompletableFuture<?>[] ends = all.keySet().stream()
                .map(life -> {
                    CompletableFuture<ServiceStatus> end = new CompletableFuture<>();
                    life.stop(end);
                    wishes.put(life, life.wishes());
                    return end.handle((status, refused) -> status);
                })
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ends)
                .thenRun(() -> loop.run(() -> all.forEach((life, stage) -> {
                    if (life.wishes() == wishes.get(life)) {
                        life.start(stage);
                    } else {
                        RefusedException.refuse(stage, life.id() + " was asked for something else meanwhile.");
                    }
                })));
    }

    /** Whether it has a process, be it one that does not count as running yet. */
    static boolean isServing(ServiceLife life) {
        boolean lives = life.state() == ServiceState.RUNNING || life.state() == ServiceState.STARTING;
        return lives && !life.isUnanswered();
    }

    /** Whether a process is known to belong to the run that it has now. */
    static boolean has(ServiceLife life, SeenProcess process) {
        return life.isRunBy(run -> run.family().has(process));
    }

    static String leftRunning(ServiceLife life, String reason) {
        return life.id() + " was left running. " + reason;
    }
}
