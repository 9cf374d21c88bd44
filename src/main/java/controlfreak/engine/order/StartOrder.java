package controlfreak.engine.order;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.health.ReadySigns;
import controlfreak.engine.service.Prerequisites;
import controlfreak.engine.service.ServiceLife;
import controlfreak.model.Dependency;
import controlfreak.model.Dependency.Until;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ServiceState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who waits for whom before it is started, and is told when that comes or goes. Engine thread only. */
public final class StartOrder implements Prerequisites {
    /** So many of the things that are waited for are named. */
    private static final int NAMED = 2;

    private final EngineLoop loop;
    private final Directory directory;
    private final Map<String, Map<Runnable, Until>> waiting = new HashMap<>();
    private final Set<String> news = new LinkedHashSet<>();

    public StartOrder(EngineLoop loop, Directory directory) {
        this.loop = loop;
        this.directory = directory;
    }

    @Override
    public Optional<Wait> await(List<Dependency> dependencies, Runnable lookAgain) {
        List<Dependency> missing = dependencies.stream()
                .filter(dependency -> obstacle(dependency).isPresent())
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        dependencies.forEach(dependency -> waiting.computeIfAbsent(dependency.name(), name -> new LinkedHashMap<>())
                .put(lookAgain, dependency.until()));
        return Optional.of(new Wait(missing.stream().map(Dependency::name).toList(), "waits for " + words(missing)));
    }

    @Override
    public void leave(Runnable lookAgain) {
        waiting.values().forEach(those -> those.remove(lookAgain));
        waiting.values().removeIf(Map::isEmpty);
    }

    @Override
    public boolean areWaitedFor(String service) {
        return waiting.getOrDefault(service, Map.of()).values().stream().anyMatch(until -> until != Until.COMPLETED);
    }

    /** A service's process or a proxy is not what it was; those who wait for it look again, a little later. */
    public void changed(String name) {
        if (waiting.containsKey(name) && news.add(name) && news.size() == 1) {
            loop.run(this::tell);
        }
    }

    private void tell() {
        Set<Runnable> told = new LinkedHashSet<>();
        news.forEach(name -> told.addAll(waiting.getOrDefault(name, Map.of()).keySet()));
        news.clear();
        // One task each: a thousand starts in one would hold up everybody else.
        told.forEach(loop::run);
    }

    private String words(List<Dependency> missing) {
        List<String> named = missing.stream()
                .limit(NAMED)
                .map(dependency -> obstacle(dependency).orElse(dependency.name()))
                .toList();
        return missing.size() > NAMED
                ? String.join(", ", named) + " and " + (missing.size() - NAMED) + " more"
                : String.join(" and ", named);
    }

    /** What is not as it has to be, and why; empty where it is. */
    private Optional<String> obstacle(Dependency dependency) {
        List<ServiceLife> processes = directory.processesOf(dependency.name());
        return processes.isEmpty() ? obstacleOfProxy(dependency) : obstacleOfService(dependency, processes);
    }

    private static Optional<String> obstacleOfService(Dependency dependency, List<ServiceLife> processes) {
        int all = processes.size();
        List<ServiceLife> missing = processes.stream()
                .filter(life -> !isAsWanted(life, dependency.until()))
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        long failed = missing.stream().filter(life -> life.state().isTrouble()).count();
        long stopped = missing.stream()
                .filter(life -> life.state() == ServiceState.STOPPED)
                .count();
        String name = dependency.name();
        if (failed + stopped > 0) {
            String what = failed > 0 ? "failed" : all == 1 ? "is stopped" : "are stopped";
            return Optional.of(
                    all == 1
                            ? name + ", which " + what
                            : name + ", of which " + Math.max(failed, stopped) + " " + what);
        }
        String sign = switch (dependency.until()) {
            case RUNNING -> "";
            case READY -> ReadySigns.of(missing.get(0).spec());
            case COMPLETED -> "to end";
        };
        String detail = all == 1 ? sign : (all - missing.size()) + " of " + all;
        return Optional.of(detail.isEmpty() ? name : name + " (" + detail + ")");
    }

    /** Whether a service's process is as far as it has to be. */
    static boolean isAsWanted(ServiceLife life, Until until) {
        return switch (until) {
            case RUNNING -> life.state() == ServiceState.RUNNING;
            case READY -> life.status().ready();
            case COMPLETED -> life.isCompleted();
        };
    }

    private Optional<String> obstacleOfProxy(Dependency dependency) {
        String name = dependency.name();
        return directory
                .proxy(name)
                .map(proxy -> {
                    ProxyState state = proxy.state();
                    boolean lives = state == ProxyState.UP || state == ProxyState.PRELOADING;
                    if (state == ProxyState.UP || lives && dependency.until() == Until.RUNNING) {
                        return "";
                    }
                    if (state == ProxyState.FAIL && proxy.retry().isEmpty()) {
                        return name + ", which failed";
                    }
                    return state == ProxyState.DOWN ? name + ", which is down" : lives ? name + " to load" : name;
                })
                .or(() -> Optional.of(name))
                .filter(words -> !words.isEmpty());
    }
}
