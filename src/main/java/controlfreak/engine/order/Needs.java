package controlfreak.engine.order;

import controlfreak.engine.service.ServiceLife;
import controlfreak.model.Dependency;
import controlfreak.model.Dependency.Until;
import controlfreak.model.status.ServiceStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** All that services need, directly or not, and how to get it started with them. Engine thread only. */
public final class Needs {
    private final Directory directory;

    public Needs(Directory directory) {
        this.directory = directory;
    }

    /**
     * Starts services and what they need and is down; each waits for its own needs.
     *
     * @param wanted with the stage of each, which completes once it runs and is ready; one that waits is no refusal
     */
    public void startWith(Map<ServiceLife, CompletableFuture<ServiceStatus>> wanted) {
        Set<ServiceLife> all = new LinkedHashSet<>();
        for (String name : namesFor(wanted.keySet())) {
            List<ServiceLife> processes = directory.processesOf(name);
            all.addAll(processes);
            if (processes.isEmpty()) {
                directory.runProxy(name);
            }
        }
        all.addAll(wanted.keySet());
        for (ServiceLife life : NeededFirst.of(all)) {
            if (wanted.containsKey(life)) {
                start(life, wanted.get(life));
            } else if (!life.isUp()) {
                start(life, new CompletableFuture<>());
            }
        }
    }

    private void start(ServiceLife life, CompletableFuture<ServiceStatus> stage) {
        directory.runProxyOf(life);
        if (life.isUnanswered()) {
            life.awaitRunning(stage);
        } else {
            life.start(stage);
        }
    }

    private List<String> namesFor(Collection<ServiceLife> wanted) {
        Set<String> found = new LinkedHashSet<>();
        wanted.forEach(life -> found.addAll(namesNextTo(life)));
        List<String> names = new ArrayList<>(found);
        for (int i = 0; i < names.size(); i++) {
            directory.processesOf(names.get(i)).stream()
                    .limit(1)
                    .flatMap(process -> namesNextTo(process).stream())
                    .filter(found::add)
                    .forEach(names::add);
        }
        return names;
    }

    private List<String> namesNextTo(ServiceLife life) {
        return life.spec().dependsOn().stream()
                .filter(dependency -> !isDone(dependency))
                .map(Dependency::name)
                .toList();
    }

    /** A job that was done is not done again. */
    private boolean isDone(Dependency dependency) {
        return dependency.until() == Until.COMPLETED
                && directory.processesOf(dependency.name()).stream()
                        .allMatch(process -> StartOrder.isAsWanted(process, Until.COMPLETED));
    }
}
