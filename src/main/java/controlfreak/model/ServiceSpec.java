package controlfreak.model;

import controlfreak.model.rights.RunAs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What an operator wishes of one service. Immutable; any thread.
 *
 * @param name unique in its workspace, see {@link Names}
 * @param instances how many processes run it, 1 to 1000; more than one are named {@code name-1} to {@code name-n}
 * @param cwd working folder, relative to the workspace's folder; empty means that folder itself
 * @param envFiles files of variables, which are weaker than {@code env}, the later ones stronger
 * @param sockets the listening sockets that it is given, each name once, in the order of their descriptors
 * @param dependsOn what it is started after, each name once
 * @param health how one can tell that it is ready and that it is healthy
 * @param control how it is asked to end, and to take up changed settings
 * @param hooks what is run before each of its runs, and after it
 * @param runAs as whom it runs, and how much it may take
 * @param extra what the workspace file says beyond this, kept to be written back (JSON as maps, lists and scalars)
 */
public record ServiceSpec(
        String name,
        String description,
        Command command,
        Optional<String> cwd,
        int instances,
        Environment env,
        List<EnvironmentFile> envFiles,
        List<String> tags,
        Streams streams,
        List<String> sockets,
        RestartPolicy restart,
        List<Dependency> dependsOn,
        Health health,
        Control control,
        Hooks hooks,
        RunAs runAs,
        Map<String, Object> extra) {
    public static final int MAX_INSTANCES = 1000;

    public ServiceSpec {
        Names.problem(name).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        if (instances < 1 || instances > MAX_INSTANCES) {
            throw new IllegalArgumentException("The number of instances is between 1 and " + MAX_INSTANCES + ".");
        }
        envFiles = List.copyOf(envFiles);
        tags = List.copyOf(tags);
        sockets = List.copyOf(sockets);
        if (sockets.stream().distinct().count() < sockets.size()) {
            throw new IllegalArgumentException("A socket can be given once.");
        }
        dependsOn = List.copyOf(dependsOn);
        if (dependsOn.stream().map(Dependency::name).distinct().count() < dependsOn.size()) {
            throw new IllegalArgumentException("A name can be waited for once.");
        }
        boolean watchesOutput = health.ready()
                .filter(ready -> ready.sign() instanceof Readiness.Sign.Line)
                .isPresent();
        if (watchesOutput && !streams.keepsAny()) {
            throw new IllegalArgumentException("No line can be found where no output is kept.");
        }
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
        PerInstance.check(instances, command, cwd, env, envFiles, health, control, hooks);
    }

    /** A service with nothing but a name and a command; all else as the manual's defaults have it. */
    public static ServiceSpec of(String name, Command command) {
        return new Draft(name, command).spec();
    }

    /** The processes that this service asks for, in order. */
    public List<ServiceId> ids() {
        return instances == 1
                ? List.of(new ServiceId(name, 0))
                : IntStream.rangeClosed(1, instances)
                        .mapToObj(number -> new ServiceId(name, number))
                        .toList();
    }

    /** Every socket that it is given, the one that is its standard input last. */
    public List<String> allSockets() {
        List<String> all = new ArrayList<>(sockets);
        if (streams.stdin() instanceof Stdin.Socket input && !all.contains(input.name())) {
            all.add(input.name());
        }
        return all;
    }

    /** This service as one of its processes is run: what is made of the instance's number is filled in. */
    public ServiceSpec forInstance(ServiceId id) {
        return PerInstance.filledIn(this, id.number());
    }

    /** A service while it is written down: each of {@link ServiceSpec}'s parts, to be set. One thread. */
    public static final class Draft {
        public String name;
        public String description = "";
        public Command command;
        public Optional<String> cwd = Optional.empty();
        public int instances = 1;
        public Environment env = Environment.EMPTY;
        public List<EnvironmentFile> envFiles = List.of();
        public List<String> tags = List.of();
        public Streams streams = Streams.DEFAULT;
        public List<String> sockets = List.of();
        public RestartPolicy restart = RestartPolicy.DEFAULT;
        public List<Dependency> dependsOn = List.of();
        public Health health = Health.UNWATCHED;
        public Control control = Control.DEFAULT;
        public Hooks hooks = Hooks.NONE;
        public RunAs runAs = RunAs.PANEL;
        public Map<String, Object> extra = Map.of();

        private Draft(String name, Command command) {
            this.name = name;
            this.command = command;
        }

        private Draft(ServiceSpec spec) {
            this(spec.name, spec.command);
            description = spec.description;
            cwd = spec.cwd;
            instances = spec.instances;
            env = spec.env;
            envFiles = spec.envFiles;
            tags = spec.tags;
            streams = spec.streams;
            sockets = spec.sockets;
            restart = spec.restart;
            dependsOn = spec.dependsOn;
            health = spec.health;
            control = spec.control;
            hooks = spec.hooks;
            runAs = spec.runAs;
            extra = spec.extra;
        }

        private ServiceSpec spec() {
            return new ServiceSpec(
                    name,
                    description,
                    command,
                    cwd,
                    instances,
                    env,
                    envFiles,
                    tags,
                    streams,
                    sockets,
                    restart,
                    dependsOn,
                    health,
                    control,
                    hooks,
                    runAs,
                    extra);
        }
    }

    /**
     * This service with some of its parts changed: {@code service.with(draft -> draft.instances = 3)}.
     *
     * @throws IllegalArgumentException where there cannot be such a service
     */
    public ServiceSpec with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.spec();
    }

    public ServiceSpec withName(String newName) {
        return with(draft -> draft.name = newName);
    }

    public ServiceSpec withCommand(Command newCommand) {
        return with(draft -> draft.command = newCommand);
    }

    public ServiceSpec withCwd(Optional<String> newCwd) {
        return with(draft -> draft.cwd = newCwd);
    }

    public ServiceSpec withInstances(int newInstances) {
        return with(draft -> draft.instances = newInstances);
    }

    /** Why it cannot have so many instances, in a sentence; empty where it can. */
    public Optional<String> instancesProblem(int newInstances) {
        try {
            withInstances(newInstances);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    public ServiceSpec withEnv(Environment newEnv) {
        return with(draft -> draft.env = newEnv);
    }

    public ServiceSpec withRestart(RestartPolicy newRestart) {
        return with(draft -> draft.restart = newRestart);
    }

    public ServiceSpec withDependsOn(List<Dependency> newDependsOn) {
        return with(draft -> draft.dependsOn = newDependsOn);
    }

    public ServiceSpec withHealth(Health newHealth) {
        return with(draft -> draft.health = newHealth);
    }

    public ServiceSpec withStop(Stop newStop) {
        return with(draft -> draft.control = draft.control.withStop(newStop));
    }

    public ServiceSpec withReload(Reload newReload) {
        return with(draft -> draft.control = draft.control.withReload(newReload));
    }
}
