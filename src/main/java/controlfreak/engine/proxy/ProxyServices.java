package controlfreak.engine.proxy;

import controlfreak.engine.service.ServiceLife;
import controlfreak.engine.service.ServiceRun;
import controlfreak.log.RecordedLog;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The services of one proxy, and the processes that were asked for while it took no commands. Engine thread only, but
 * for {@link #log}.
 */
final class ProxyServices {
    /** Something that is done once none of those is on its way any more. */
    private record Unsettled(List<ServiceLife> lives, Runnable then) {}

    private final List<ServiceLife> lives = new ArrayList<>();
    private final List<ServiceRun> waiting = new ArrayList<>();
    private final Map<String, RecordedLog> logs = new ConcurrentHashMap<>();
    private final List<Unsettled> unsettled = new ArrayList<>();
    private boolean haveRun;

    /** Those that end for no reason of their own, with the count of what they were asked for by then. */
    private final Map<ServiceLife, Integer> endedWithProxy = new LinkedHashMap<>();

    void add(ServiceLife life) {
        lives.add(life);
        logs.put(life.id().name(), life.log());
    }

    void remove(ServiceLife life) {
        lives.remove(life);
        endedWithProxy.remove(life);
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
        endedWithProxy.clear();
    }

    /** It is gone, and will be back or not. */
    void proxyCrashed(String reason) {
        takeWaiting().forEach(run -> run.orphaned(reason));
        List.copyOf(lives).forEach(life -> life.sourceHasFailed(reason));
    }

    // ---- what is done with all of them

    void stopAll() {
        endAll(ServiceLife::stop);
    }

    void killAll() {
        endAll(ServiceLife::kill);
    }

    private void endAll(BiConsumer<ServiceLife, CompletableFuture<ServiceStatus>> end) {
        for (ServiceLife life : up()) {
            boolean isOnlyWithProxy = life.isWished() || isEndedWithProxy(life);
            end.accept(life, new CompletableFuture<>());
            if (isOnlyWithProxy) {
                endedWithProxy.put(life, life.wishes());
            }
        }
    }

    /** Whether nobody has asked it for anything since it was ended with the proxy. */
    private boolean isEndedWithProxy(ServiceLife life) {
        return endedWithProxy.getOrDefault(life, -1) == life.wishes();
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

    /** Starts again all that are ended with the proxy, unless they were asked otherwise; they wait for it. */
    void startAgain() {
        List<ServiceLife> again = lives.stream().filter(this::isEndedWithProxy).toList();
        again.forEach(life -> life.start(new CompletableFuture<>()));
    }

    // ---- what they come to

    /** Does something once none is on its way any more of those that are now: each has come up, or has failed to. */
    void whenSettled(Runnable then) {
        unsettled.add(
                new Unsettled(lives.stream().filter(ProxyServices::isOnItsWay).toList(), then));
        tellSettled();
    }

    /**
     * A stage that comes before another one, which is awaited once the services have settled after that; it fails with
     * it.
     */
    <T> CompletableFuture<T> before(CompletableFuture<T> stage, Consumer<CompletableFuture<T>> await) {
        CompletableFuture<T> first = new CompletableFuture<>();
        first.whenComplete((done, refused) -> {
            if (refused == null) {
                whenSettled(() -> await.accept(stage));
            } else {
                stage.completeExceptionally(refused);
            }
        });
        return first;
    }

    /** It may be time for what waits for that. */
    void tellSettled() {
        List<Unsettled> over = unsettled.stream()
                .filter(one -> one.lives().stream().noneMatch(life -> lives.contains(life) && isOnItsWay(life)))
                .toList();
        unsettled.removeAll(over);
        over.forEach(one -> one.then().run());
    }

    /** One that waits for others may do so for good. */
    private static boolean isOnItsWay(ServiceLife life) {
        boolean begins = life.state() == ServiceState.STARTING
                && life.status().waitsFor().isEmpty();
        return begins || life.state() == ServiceState.STOPPING;
    }

    private List<ServiceLife> up() {
        return lives.stream().filter(ServiceLife::isUp).toList();
    }

    // ---- how they are

    /** Whether no process lives that would be lost with the proxy; one that never answered may not hold it up. */
    boolean areAtRest() {
        return lives.stream().allMatch(life -> !life.isUp() || life.isUnanswered());
    }

    /** The same, and of those that never answered nobody is looked for any more either. */
    boolean haveEnded() {
        return areAtRest() && lives.stream().noneMatch(life -> life.state() == ServiceState.STOPPING);
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
