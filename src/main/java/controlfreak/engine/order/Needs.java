package controlfreak.engine.order;

import controlfreak.engine.service.ServiceLife;
import controlfreak.model.Dependency;
import controlfreak.model.Dependency.Until;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** All that a service needs, directly or not, and how to get it started. Engine thread only. */
public final class Needs {
    private final Directory directory;

    public Needs(Directory directory) {
        this.directory = directory;
    }

    /** Starts what a service needs and is down; each waits for its own needs. */
    public void startAllOf(ServiceLife wanted) {
        directory.runProxyOf(wanted);
        for (String name : namesFor(wanted)) {
            List<ServiceLife> processes = directory.processesOf(name);
            processes.forEach(this::startIfDown);
            if (processes.isEmpty()) {
                directory.runProxy(name);
            }
        }
    }

    /** The farthest first. */
    private List<String> namesFor(ServiceLife wanted) {
        Set<String> found = new LinkedHashSet<>(namesNextTo(wanted));
        List<String> names = new ArrayList<>(found);
        for (int i = 0; i < names.size(); i++) {
            directory.processesOf(names.get(i)).stream()
                    .limit(1)
                    .flatMap(process -> namesNextTo(process).stream())
                    .filter(found::add)
                    .forEach(names::add);
        }
        Collections.reverse(names);
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

    private void startIfDown(ServiceLife life) {
        if (!life.isUp()) {
            directory.runProxyOf(life);
            life.start(new CompletableFuture<>());
        }
    }
}
