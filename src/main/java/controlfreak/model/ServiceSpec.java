package controlfreak.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What an operator wishes of one service. Immutable; any thread.
 *
 * @param name unique in its workspace, see {@link Names}
 * @param instances how many processes run it, 1 to 1000; more than one are named {@code name-1} to {@code name-n}
 * @param cwd working folder, relative to the workspace's folder; empty means that folder itself
 * @param keepStdout whether standard output goes to the log (else to /dev/null)
 * @param keepStderr whether standard error goes to the log (else to /dev/null)
 * @param dependsOn what it is started after, each name once
 * @param health how one can tell that it is ready and that it is healthy
 * @param extra what the workspace file says beyond this, kept to be written back (JSON as maps, lists and scalars)
 */
public record ServiceSpec(
        String name,
        String description,
        Command command,
        Optional<String> cwd,
        int instances,
        Environment env,
        List<String> tags,
        boolean keepStdout,
        boolean keepStderr,
        RestartPolicy restart,
        List<Dependency> dependsOn,
        Health health,
        Map<String, Object> extra) {
    public static final int MAX_INSTANCES = 1000;

    public ServiceSpec {
        Names.problem(name).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        if (instances < 1 || instances > MAX_INSTANCES) {
            throw new IllegalArgumentException("The number of instances is between 1 and " + MAX_INSTANCES + ".");
        }
        tags = List.copyOf(tags);
        dependsOn = List.copyOf(dependsOn);
        if (dependsOn.stream().map(Dependency::name).distinct().count() < dependsOn.size()) {
            throw new IllegalArgumentException("A name can be waited for once.");
        }
        boolean watchesOutput = health.ready()
                .filter(ready -> ready.sign() instanceof Readiness.Sign.Line)
                .isPresent();
        if (watchesOutput && !keepStdout && !keepStderr) {
            throw new IllegalArgumentException("No line can be found where no output is kept.");
        }
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /** A service with nothing but a name and a command; all else as the manual's defaults have it. */
    public static ServiceSpec of(String name, Command command) {
        return new ServiceSpec(
                name,
                "",
                command,
                Optional.empty(),
                1,
                Environment.EMPTY,
                List.of(),
                true,
                true,
                RestartPolicy.DEFAULT,
                List.of(),
                Health.UNWATCHED,
                Map.of());
    }

    /** The processes that this service asks for, in order. */
    public List<ServiceId> ids() {
        return instances == 1
                ? List.of(new ServiceId(name, 0))
                : IntStream.rangeClosed(1, instances)
                        .mapToObj(number -> new ServiceId(name, number))
                        .toList();
    }

    public ServiceSpec withName(String newName) {
        return new ServiceSpec(
                newName,
                description,
                command,
                cwd,
                instances,
                env,
                tags,
                keepStdout,
                keepStderr,
                restart,
                dependsOn,
                health,
                extra);
    }

    public ServiceSpec withCommand(Command newCommand) {
        return new ServiceSpec(
                name,
                description,
                newCommand,
                cwd,
                instances,
                env,
                tags,
                keepStdout,
                keepStderr,
                restart,
                dependsOn,
                health,
                extra);
    }

    public ServiceSpec withCwd(Optional<String> newCwd) {
        return new ServiceSpec(
                name,
                description,
                command,
                newCwd,
                instances,
                env,
                tags,
                keepStdout,
                keepStderr,
                restart,
                dependsOn,
                health,
                extra);
    }

    public ServiceSpec withInstances(int newInstances) {
        return new ServiceSpec(
                name,
                description,
                command,
                cwd,
                newInstances,
                env,
                tags,
                keepStdout,
                keepStderr,
                restart,
                dependsOn,
                health,
                extra);
    }

    public ServiceSpec withEnv(Environment newEnv) {
        return new ServiceSpec(
                name,
                description,
                command,
                cwd,
                instances,
                newEnv,
                tags,
                keepStdout,
                keepStderr,
                restart,
                dependsOn,
                health,
                extra);
    }

    public ServiceSpec withRestart(RestartPolicy newRestart) {
        return new ServiceSpec(
                name,
                description,
                command,
                cwd,
                instances,
                env,
                tags,
                keepStdout,
                keepStderr,
                newRestart,
                dependsOn,
                health,
                extra);
    }

    public ServiceSpec withDependsOn(List<Dependency> newDependsOn) {
        return new ServiceSpec(
                name,
                description,
                command,
                cwd,
                instances,
                env,
                tags,
                keepStdout,
                keepStderr,
                restart,
                newDependsOn,
                health,
                extra);
    }

    public ServiceSpec withHealth(Health newHealth) {
        return new ServiceSpec(
                name,
                description,
                command,
                cwd,
                instances,
                env,
                tags,
                keepStdout,
                keepStderr,
                restart,
                dependsOn,
                newHealth,
                extra);
    }
}
