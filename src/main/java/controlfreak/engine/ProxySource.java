package controlfreak.engine;

import controlfreak.log.RecordedLog;
import controlfreak.model.Retry;
import controlfreak.model.Signal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Gets the processes of a proxy's services from the proxy. Engine thread only, but for {@link #log}. */
final class ProxySource implements ProcessSource {
    private final ProxyLife proxy;
    private final List<ServiceLife> lives = new ArrayList<>();
    private final List<ServiceRun> waiting = new ArrayList<>();
    private final Map<String, RecordedLog> logs = new ConcurrentHashMap<>();
    private boolean haveRun;

    ProxySource(ProxyLife proxy) {
        this.proxy = proxy;
    }

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

    // ---- for the services

    @Override
    public Optional<String> refusal() {
        Optional<String> cannotRun = proxy.refusalToRun();
        if (proxy.state().isLive() || cannotRun.isPresent()) {
            return proxy.state().isLive() ? Optional.empty() : cannotRun;
        }
        return proxy.spec().auto() || proxy.retry().isPresent()
                ? Optional.empty()
                : Optional.of("The proxy " + proxy.spec().name() + " is down. Run it first.");
    }

    @Override
    public Path folder(ServiceLife life) {
        return proxy.wish().folder(life.spec().cwd().or(() -> proxy.spec().cwd()));
    }

    @Override
    public void start(ServiceRun run) {
        haveRun = true;
        Optional<ProxyLink> link = proxy.link();
        if (link.isPresent()) {
            ask(link.get(), run);
            return;
        }
        waiting.add(run);
        if (!proxy.state().isLive()) {
            proxy.launch();
        }
    }

    private void ask(ProxyLink link, ServiceRun run) {
        link.start(run, folder(run.life()));
    }

    @Override
    public String waitsFor() {
        String name = proxy.spec().name();
        return switch (proxy.state()) {
            case PRELOADING -> "waits for " + name + " to load";
            case STOPPING -> "waits for " + name + " to stop";
            case DOWN, FAIL -> "waits for " + name + " to start";
            case UP -> "";
        };
    }

    @Override
    public boolean withdraw(ServiceRun run) {
        return waiting.remove(run)
                || proxy.linkOf(run).filter(link -> link.withdraw(run)).isPresent();
    }

    @Override
    public void terminate(ServiceRun run) {
        Optional<ProxyLink> link = proxy.linkOf(run);
        if (link.isPresent()) {
            link.get().terminate(run);
        } else {
            signal(run, Signal.TERM);
        }
    }

    @Override
    public boolean signal(ServiceRun run, Signal signal) {
        return run.identity()
                .filter(leader -> proxy.parts().table().signalGroup(leader, signal))
                .isPresent();
    }

    @Override
    public void revive(ServiceLife life, String reason) {
        Optional<Retry> retry = proxy.retry();
        if (proxy.state().isLive()) {
            life.begin();
        } else if (retry.isPresent()) {
            life.comeback().awaitProxy(retry.get(), reason);
        } else {
            life.comeback().giveUp(reason);
        }
    }

    @Override
    public void settled(ServiceLife life) {
        if (life.isUp()) {
            proxy.serviceIsUp();
        } else {
            // Later, because a service that is restarted is down for a moment.
            proxy.parts().loop().run(proxy::serviceIsDown);
        }
    }

    // ---- for the proxy

    /** The proxy's state has changed, and with it perhaps what its services wait for. */
    void showWaits() {
        lives.forEach(ServiceLife::showWait);
    }

    void stopAll() {
        up().forEach(life -> life.stop(new CompletableFuture<>()));
    }

    void killAll() {
        up().forEach(life -> life.kill(new CompletableFuture<>()));
    }

    /** Those that have a process of that one's, or were promised one. */
    List<ServiceLife> runBy(ProxyLink link) {
        return lives.stream().filter(life -> life.isRunBy(link)).toList();
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
                .filter(life -> lives.contains(life) && !life.isUp())
                .forEach(life -> life.start(new CompletableFuture<>()));
    }

    private List<ServiceLife> up() {
        return lives.stream().filter(ServiceLife::isUp).toList();
    }

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

    /** The proxy takes commands from now on. */
    void proxyRuns(ProxyLink link) {
        List<ServiceRun> runs = List.copyOf(waiting);
        waiting.clear();
        runs.forEach(run -> ask(link, run));
        List.copyOf(lives).forEach(life -> life.comeback().proxyIsBack());
    }

    /** The proxy was shut down; who asked for a process meanwhile gets a new one. */
    void proxyIsDown() {
        haveRun = false;
        if (!waiting.isEmpty()) {
            proxy.launch();
        }
    }

    /** The proxy is gone, and will be back or not. */
    void proxyCrashed(String reason) {
        List<ServiceRun> runs = List.copyOf(waiting);
        waiting.clear();
        runs.forEach(run -> run.orphaned(reason));
        lives.stream().filter(life -> life.comeback().awaitsProxy()).toList().forEach(life -> revive(life, reason));
    }
}
