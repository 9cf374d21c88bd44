package controlfreak.engine.proxy;

import controlfreak.engine.service.ServiceLife;
import controlfreak.engine.service.ServiceRun;
import controlfreak.log.RecordedLog;
import controlfreak.model.status.ServiceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The services of one proxy, and the processes that were asked for while it took no commands. Engine thread only, but
 * for {@link #log}.
 */
final class ProxyServices {
    private final List<ServiceLife> lives = new ArrayList<>();
    private final List<ServiceRun> waiting = new ArrayList<>();
    private final Map<String, RecordedLog> logs = new ConcurrentHashMap<>();
    private boolean haveRun;

    void add(ServiceLife life) {
        lives.add(life);
        logs.put(life.id().name(), life.log());
    }

    void remove(ServiceLife life) {
        lives.remove(life);
        logs.remove(life.id().name());
    }

    /** The log of a service by its process's name. Any thread. */
    Optional<RecordedLog> log(String name) {
        return Optional.ofNullable(logs.get(name));
    }

    // ---- what is asked for

    /** A process is asked for: the proxy has something to leave with, once that is down. */
    void isAsked() {
        haveRun = true;
    }

    /** The proxy takes no commands; this is asked for once it does. */
    void await(ServiceRun run) {
        waiting.add(run);
    }

    boolean withdraw(ServiceRun run) {
        return waiting.remove(run);
    }

    boolean areAwaiting() {
        return !waiting.isEmpty();
    }

    private List<ServiceRun> takeWaiting() {
        List<ServiceRun> runs = List.copyOf(waiting);
        waiting.clear();
        return runs;
    }

    // ---- what happens to the proxy

    /** Its state has changed, and with it perhaps what its services wait for. */
    void showWaits() {
        lives.forEach(ServiceLife::showWait);
    }

    /** @param ask takes those that were asked for: it takes commands from now on */
    void proxyRuns(Consumer<ServiceRun> ask) {
        takeWaiting().forEach(ask);
        List.copyOf(lives).forEach(ServiceLife::sourceIsBack);
    }

    /** It was shut down. */
    void proxyIsDown() {
        haveRun = false;
    }

    /** It is gone, and will be back or not. */
    void proxyCrashed(String reason) {
        takeWaiting().forEach(run -> run.orphaned(reason));
        List.copyOf(lives).forEach(life -> life.sourceHasFailed(reason));
    }

    // ---- what is done with all of them

    void stopAll() {
        up().forEach(life -> life.stop(new CompletableFuture<>()));
    }

    void killAll() {
        up().forEach(life -> life.kill(new CompletableFuture<>()));
    }

    /** Those that have a process of that one's, or were promised one. */
    List<ServiceLife> runBy(ProxyLink link) {
        return lives.stream().filter(life -> life.isRunBy(link::has)).toList();
    }

    /** What a process that has died was asked for is started by the one that takes the starts now. */
    void rescue(ProxyLink dead, String reason) {
        List<ServiceLife> wished =
                runBy(dead).stream().filter(ServiceLife::isWished).toList();
        dead.orphanAll(reason);
        wished.forEach(life -> life.start(new CompletableFuture<>()));
    }

    /** Something that starts again, by and by, all that is up now. */
    Runnable startAgain() {
        List<ServiceLife> again = up();
        return () -> again.stream()
                .filter(life -> lives.contains(life) && (!life.isUp() || life.state() == ServiceState.STOPPING))
                .forEach(life -> life.start(new CompletableFuture<>()));
    }

    private List<ServiceLife> up() {
        return lives.stream().filter(ServiceLife::isUp).toList();
    }

    // ---- how they are

    /** Whether no process lives that would be lost with the proxy; one that never answered may not hold it up. */
    boolean areAtRest() {
        return lives.stream().allMatch(life -> !life.isUp() || life.isUnanswered());
    }

    boolean areAllDown() {
        return lives.stream().noneMatch(ServiceLife::isUp);
    }

    boolean haveRun() {
        return haveRun;
    }

    boolean wantRevival() {
        return lives.stream().anyMatch(ServiceLife::wantsRevival);
    }
}
