package controlfreak.engine;

import controlfreak.model.Dependency;
import controlfreak.model.Dependency.Until;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** All that a service needs, directly or not, and how to get it started. Engine thread only. */
final class Needs {
    private final Inventory inventory;

    Needs(Inventory inventory) {
        this.inventory = inventory;
    }

    /** Starts what a service needs and is down; each waits for its own needs. */
    void startAllOf(ServiceLife wanted) {
        runProxyOf(wanted);
        for (String name : namesFor(wanted)) {
            List<ServiceLife> processes = inventory.processesOf(name);
            processes.forEach(this::startIfDown);
            if (processes.isEmpty()) {
                inventory.proxy(name).ifPresent(Needs::runIfDown);
            }
        }
    }

    /** The farthest first. */
    private List<String> namesFor(ServiceLife wanted) {
        Set<String> found = new LinkedHashSet<>(namesNextTo(wanted));
        List<String> names = new ArrayList<>(found);
        for (int i = 0; i < names.size(); i++) {
            inventory.processesOf(names.get(i)).stream()
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
                && inventory.processesOf(dependency.name()).stream()
                        .allMatch(process -> StartOrder.isAsWanted(process, Until.COMPLETED));
    }

    private void startIfDown(ServiceLife life) {
        if (!life.isUp()) {
            runProxyOf(life);
            life.start(new CompletableFuture<>());
        }
    }

    /** A proxy that does not run by itself would have its services refused. */
    private void runProxyOf(ServiceLife life) {
        inventory
                .service(life.id())
                .flatMap(Service::proxy)
                .flatMap(inventory::proxy)
                .filter(proxy -> !proxy.life().spec().auto())
                .ifPresent(Needs::runIfDown);
    }

    private static void runIfDown(Proxy proxy) {
        if (!proxy.life().state().isLive()) {
            proxy.life().run(new CompletableFuture<>());
        }
    }
}
