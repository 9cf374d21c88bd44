package controlfreak.engine.proxy;

import controlfreak.engine.base.Environments;
import controlfreak.engine.service.ServiceRun;
import controlfreak.model.Environment;
import controlfreak.model.EnvironmentLayers;
import controlfreak.process.LaunchException;
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
     * What a child is given beyond what it inherits.
     *
     * @throws LaunchException where a file of variables cannot be read
     */
    Environment give(ServiceRun run) throws LaunchException {
        EnvironmentLayers layers = environments.ofChild(inherited(), run.spec(), run.id());
        Optional<String> problem = layers.problem();
        if (problem.isPresent()) {
            throw new LaunchException(problem.get());
        }
        given.put(run, layers.added());
        return layers.added();
    }

    /** All that a child has. */
    Map<String, String> of(ServiceRun run) {
        Map<String, String> variables = inherited();
        given.getOrDefault(run, Environment.EMPTY).applyTo(variables);
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
