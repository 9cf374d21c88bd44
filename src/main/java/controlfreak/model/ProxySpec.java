package controlfreak.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator wishes of one proxy and of the services below it. Immutable; any thread.
 *
 * @param name unique among the proxies of its workspace, see {@link Names}
 * @param command what runs the proxy; empty where it is not known yet, and then it cannot be run
 * @param auto whether it starts with its first service and leaves with its last
 * @param cwd working folder, relative to the workspace's folder; empty means that folder itself
 * @param extra what the workspace file says beyond this, kept to be written back (JSON as maps, lists and scalars)
 */
public record ProxySpec(
        String name,
        String description,
        Optional<Command> command,
        boolean auto,
        Optional<String> cwd,
        Environment env,
        List<ServiceSpec> services,
        Map<String, Object> extra) {
    public ProxySpec {
        Names.problem(name).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        services = List.copyOf(services);
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /** A proxy with nothing but a name and a command; all else as the manual's defaults have it. */
    public static ProxySpec of(String name, Command command) {
        return new ProxySpec(
                name, "", Optional.of(command), true, Optional.empty(), Environment.EMPTY, List.of(), Map.of());
    }

    public ProxySpec withEnv(Environment newEnv) {
        return new ProxySpec(name, description, command, auto, cwd, newEnv, services, extra);
    }

    public ProxySpec withAuto(boolean newAuto) {
        return new ProxySpec(name, description, command, newAuto, cwd, env, services, extra);
    }

    public ProxySpec withServices(List<ServiceSpec> newServices) {
        return new ProxySpec(name, description, command, auto, cwd, env, newServices, extra);
    }
}
