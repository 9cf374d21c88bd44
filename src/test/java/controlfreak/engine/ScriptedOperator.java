package controlfreak.engine;

import static controlfreak.engine.ScriptedWorld.one;

import controlfreak.model.ServiceId;
import controlfreak.model.Signal;
import controlfreak.model.Workspace;
import controlfreak.model.status.ServiceState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** What operators ask for in a script, and what they may expect of it then. */
final class ScriptedOperator {
    private final EngineFixture engine;
    private final Controller controller;
    private final ScriptedListener told;
    private final Path folder;
    private Workspace workspace = Workspace.EMPTY;
    private Optional<RollingRestart> rolling = Optional.empty();

    /** Whom somebody has stopped, and nobody has started since. */
    final Set<ServiceId> stopped = new HashSet<>();

    private final Set<ServiceId> stoppedWithProxy = new HashSet<>();
    final Set<String> stoppedProxies = new HashSet<>();

    ScriptedOperator(EngineFixture engine, ScriptedListener told, Path folder) {
        this.engine = engine;
        this.controller = engine.controller;
        this.told = told;
        this.folder = folder;
        change(now -> ScriptedWorkspace.first());
    }

    private Optional<Service> service(int which) {
        return one(controller.services(), which);
    }

    private Optional<Proxy> proxy(int which) {
        return one(controller.proxies(), which);
    }

    // ---- services

    private void isStarted(Service service) {
        stopped.remove(service.id());
        service.proxy().ifPresent(stoppedProxies::remove);
    }

    void start(int which) {
        service(which).ifPresent(service -> {
            isStarted(service);
            told.start(service.id(), service.start());
        });
    }

    void restart(int which) {
        service(which).ifPresent(service -> {
            isStarted(service);
            told.start(service.id(), service.restart());
        });
    }

    void startOtherwise(int which, int how) {
        service(which).ifPresent(service -> {
            isStarted(service);
            if (how % 3 == 0) {
                told.start(service.id(), service.startAnyway());
            } else if (how % 3 == 1) {
                told.start(service.id(), service.up());
            } else {
                nothingIsStopped();
                told.start(service.id(), service.startWithNeeds());
            }
        });
    }

    private void nothingIsStopped() {
        stopped.clear();
        stoppedProxies.clear();
    }

    void stop(int which, int how) {
        service(which).ifPresent(service -> {
            boolean wasUp = service.life().isUp();
            CompletionStage<?> end = how % 4 == 0 ? service.kill() : how % 4 == 1 ? service.down() : service.stop();
            told.of(service.id() + " stops", end);
            engine.loop.settle();
            if (wasUp) {
                stopped.add(service.id());
                stoppedWithProxy.remove(service.id());
            }
        });
    }

    void signal(int which, int how) {
        List<Signal> signals = List.of(Signal.HUP, Signal.STOP, Signal.CONT, Signal.TERM, Signal.KILL);
        service(which).ifPresent(service -> {
            told.isSignalled(service.id());
            told.of(service.id() + " is signalled", service.signal(signals.get(how % signals.size())));
        });
    }

    void reload(int which) {
        service(which).ifPresent(service -> told.of(service.id() + " reloads", service.reload()));
    }

    private List<ServiceId> some(int which) {
        return ScriptedWorkspace.some(
                controller.services().stream().map(Service::id).toList(), which);
    }

    void startSome(int which, int how) {
        List<ServiceId> ids = some(which);
        if (how % 2 == 0) {
            ids.forEach(id -> controller.service(id).ifPresent(this::isStarted));
            controller.start(ids).forEach(told::start);
        } else {
            nothingIsStopped();
            controller.startWithNeeds(ids).forEach(told::start);
        }
    }

    void stopSome(int which, int how) {
        List<ServiceId> ids = some(which + how);
        List<Service> up = ids.stream()
                .flatMap(id -> controller.service(id).stream())
                .filter(service -> service.life().isUp())
                .toList();
        Map<ServiceId, ? extends CompletionStage<?>> ends = controller.stop(ids);
        ends.forEach((id, end) -> told.of(id + " stops with others", end));
        engine.loop.settle();
        // The others come later, and may be started before.
        up.stream()
                .filter(service -> service.life().state() == ServiceState.STOPPING)
                .map(Service::id)
                .forEach(id -> {
                    stopped.add(id);
                    stoppedWithProxy.remove(id);
                });
    }

    void rolling(int which, int how) {
        if (how % 4 == 0) {
            rolling.ifPresent(RollingRestart::cancel);
        } else {
            rolling = Optional.of(controller.restartRolling(some(which), told::progress));
            told.of("rolling restart", rolling.get().outcome());
        }
    }

    void stopAll() {
        told.of("stop of all", controller.stopAll());
        engine.loop.settle();
    }

    // ---- proxies

    void run(int which) {
        proxy(which).ifPresent(proxy -> {
            stoppedProxies.remove(proxy.name());
            told.of(proxy.name() + " runs", proxy.run());
        });
    }

    void shutdown(int which, int how) {
        proxy(which).ifPresent(proxy -> {
            boolean lived = proxy.isRunning();
            told.of(proxy.name() + " is shut down", how % 3 == 0 ? proxy.kill() : proxy.shutdown());
            engine.loop.settle();
            if (lived) {
                stoppedProxies.add(proxy.name());
                proxy.services().stream().map(Service::id).filter(stopped::add).forEach(stoppedWithProxy::add);
            }
        });
    }

    void restartProxy(int which) {
        proxy(which).ifPresent(proxy -> {
            stoppedProxies.remove(proxy.name());
            proxy.services().stream()
                    .map(Service::id)
                    .filter(stoppedWithProxy::contains)
                    .forEach(stopped::remove);
            told.of(proxy.name() + " restarts", proxy.restart());
        });
    }

    void changeover(int which, int how) {
        proxy(which).ifPresent(proxy -> {
            if (how % 4 == 0) {
                told.of(proxy.name() + " cancels", proxy.cancelChangeover());
            } else if (how % 4 == 1) {
                one(proxy.services(), how)
                        .ifPresent(service -> told.of(proxy.name() + " reforks", proxy.refork(service)));
            } else {
                told.of(proxy.name() + " is recycled", proxy.recycle());
            }
        });
    }

    // ---- the workspace

    private void change(UnaryOperator<Workspace> change) {
        try {
            workspace = change.apply(workspace);
            told.of("an edit", controller.apply(workspace, folder));
        } catch (IllegalArgumentException refused) {
            // What there cannot be is refused before it comes here.
        }
    }

    void edit(int which, int how) {
        one(workspace.allServices(), which)
                .ifPresent(service -> change(
                        now -> now.withServiceReplaced(service.name(), ScriptedWorkspace.changed(service, how))));
    }

    void add(int which, int how) {
        List<String> missing = new ArrayList<>(ScriptedWorkspace.NAMES);
        workspace.allServices().forEach(service -> missing.remove(service.name()));
        List<String> missingProxies = new ArrayList<>(ScriptedWorkspace.PROXIES);
        workspace.proxies().forEach(proxy -> missingProxies.remove(proxy.name()));
        one(missingProxies, which).ifPresent(name -> change(now -> now.withProxy(ScriptedWorkspace.proxy(name))));
        one(missing, which)
                .ifPresent(name -> change(now -> now.withService(
                        place(now, how), ScriptedWorkspace.changed(ScriptedWorkspace.service(name), how))));
    }

    private static Optional<String> place(Workspace now, int how) {
        return how % 3 == 0 ? Optional.empty() : one(now.proxies(), how).map(proxy -> proxy.name());
    }

    void remove(int which) {
        int services = workspace.allServices().size();
        if (which % (services + 1) == services) {
            one(workspace.proxies(), which).ifPresent(proxy -> change(now -> now.withoutProxy(proxy.name())));
        } else {
            one(workspace.allServices(), which).ifPresent(service -> change(now -> now.withoutService(service.name())));
        }
    }

    void move(int which, int how) {
        one(workspace.allServices(), which)
                .ifPresent(service -> change(now -> now.withServiceMoved(service.name(), place(now, how), service)));
    }

    void editProxy(int which, int how) {
        one(workspace.proxies(), which)
                .ifPresent(proxy ->
                        change(now -> now.withProxyReplaced(proxy.name(), ScriptedWorkspace.changed(proxy, how))));
    }

    /** Nothing is wished for any more. */
    void forgetsAll() {
        change(now -> Workspace.EMPTY);
    }

    Workspace workspace() {
        return workspace;
    }
}
