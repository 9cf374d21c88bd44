package controlfreak.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an operator wishes of one proxy and of the services below it. Immutable; any thread.
 *
 * @param name unique among the proxies of its workspace, see {@link Names}
 * @param command what runs the proxy; empty where it is not known yet, and then it cannot be run
 * @param auto whether it starts with its first service and leaves with its last
 * @param cwd working folder, relative to the workspace's folder; empty means that folder itself
 * @param envFiles files of variables, which are weaker than {@code env}, the later ones stronger
 * @param extra what the workspace file says beyond this, kept to be written back (JSON as maps, lists and scalars)
 */
public record ProxySpec(
        String name,
        String description,
        Optional<Command> command,
        boolean auto,
        Optional<String> cwd,
        Environment env,
        List<EnvironmentFile> envFiles,
        List<ServiceSpec> services,
        Map<String, Object> extra) {
    public ProxySpec {
        Names.problem(name).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        envFiles = List.copyOf(envFiles);
        services = List.copyOf(services);
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /** A proxy with nothing but a name; all else as the manual's defaults have it. */
    public static ProxySpec of(String name) {
        return new Draft(name).spec();
    }

    /** A proxy with nothing but a name and a command. */
    public static ProxySpec of(String name, Command command) {
        return of(name).with(draft -> draft.command = Optional.of(command));
    }

    /** Every socket that a process of its services is given, in the order of their names. */
    public List<String> sockets() {
        return services.stream()
                .flatMap(service -> service.allSockets().stream()
                        .flatMap(name -> InstanceTemplate.forAll(name, service.instances())))
                .distinct()
                .sorted()
                .toList();
    }

    /** A proxy while it is written down: each of {@link ProxySpec}'s parts, to be set. One thread. */
    public static final class Draft {
        public String name;
        public String description = "";
        public Optional<Command> command = Optional.empty();
        public boolean auto = true;
        public Optional<String> cwd = Optional.empty();
        public Environment env = Environment.EMPTY;
        public List<EnvironmentFile> envFiles = List.of();
        public List<ServiceSpec> services = List.of();
        public Map<String, Object> extra = Map.of();

        private Draft(String name) {
            this.name = name;
        }

        private Draft(ProxySpec spec) {
            this(spec.name);
            description = spec.description;
            command = spec.command;
            auto = spec.auto;
            cwd = spec.cwd;
            env = spec.env;
            envFiles = spec.envFiles;
            services = spec.services;
            extra = spec.extra;
        }

        private ProxySpec spec() {
            return new ProxySpec(name, description, command, auto, cwd, env, envFiles, services, extra);
        }
    }

    /**
     * This proxy with some of its parts changed: {@code proxy.with(draft -> draft.auto = false)}.
     *
     * @throws IllegalArgumentException where there cannot be such a proxy
     */
    public ProxySpec with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.spec();
    }

    public ProxySpec withEnv(Environment newEnv) {
        return with(draft -> draft.env = newEnv);
    }

    public ProxySpec withAuto(boolean newAuto) {
        return with(draft -> draft.auto = newAuto);
    }

    public ProxySpec withServices(List<ServiceSpec> newServices) {
        return with(draft -> draft.services = newServices);
    }
}
