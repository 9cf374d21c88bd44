package controlfreak.engine.proxy;

import controlfreak.engine.base.Environments;
import controlfreak.engine.service.ServiceRun;
import controlfreak.model.Environment;
import controlfreak.model.EnvironmentLayers;
import controlfreak.protocol.ProxyVariables;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The variables of one process of a proxy, and of those that it forks. Engine thread only. */
final class ChildVariables {
    private final Environments environments;
    private final Map<String, String> proxys;
    private final Map<ServiceRun, Environment> given = new HashMap<>();
    private Environment loaded = Environment.EMPTY;

    /** @param proxys all variables that it is given, but for the numbers of its pipes */
    ChildVariables(Environments environments, Map<String, String> proxys) {
        this.environments = environments;
        this.proxys = proxys;
    }

    Map<String, String> proxys() {
        return proxys;
    }

    /** What its application has set while it was loaded. */
    void areLoaded(Environment variables) {
        loaded = variables;
    }

    /**
     * Lays down what a child is to be given.
     *
     * @return why it cannot be started, in a sentence; empty where it can
     */
    Optional<String> prepare(ServiceRun run) {
        EnvironmentLayers layers = environments.ofChild(inherited(), run.spec(), run.id());
        if (layers.problem().isEmpty()) {
            given.put(run, layers.added());
        }
        return layers.problem();
    }

    /** What it is given beyond what it inherits. */
    Environment given(ServiceRun run) {
        return given.getOrDefault(run, Environment.EMPTY);
    }

    /** All that a child has. */
    Map<String, String> of(ServiceRun run) {
        Map<String, String> variables = inherited();
        given(run).applyTo(variables);
        return variables;
    }

    void forget(ServiceRun run) {
        given.remove(run);
    }

    private Map<String, String> inherited() {
        Map<String, String> variables = new HashMap<>(proxys);
        variables.keySet().removeIf(name -> name.startsWith(ProxyVariables.SOCKET));
        loaded.applyTo(variables);
        return variables;
    }
}
