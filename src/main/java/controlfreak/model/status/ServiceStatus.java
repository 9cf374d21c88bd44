package controlfreak.model.status;

import controlfreak.model.ExitStatus;
import controlfreak.model.ServiceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A snapshot of one service's process. Immutable; any thread.
 *
 * @param since when it came into its state
 * @param pid the process, where one lives
 * @param startedAt when that process (or, after its end, the last one) was started
 * @param restarts how often it was started again without an operator asking, since it was added
 * @param lastExit how its last process ended
 * @param cause why it is in this state, in a short phrase for people; empty where the state says it all
 * @param retry the retry that is due, in {@link ServiceState#BACKOFF}
 * @param killAt when SIGKILL will follow, in {@link ServiceState#STOPPING}
 * @param environment all variables that its process was started with, where one lives
 * @param ready whether it runs and is known to be ready
 * @param ownProgram whether its proxy has executed it as a program of its own, so that it shares nothing with it
 * @param formerPid the process that its main process has taken over from; empty where that is the one that was started
 * @param waitsFor the services and proxies that its start still waits for, in {@link ServiceState#STARTING}
 */
public record ServiceStatus(
        ServiceId id,
        ServiceState state,
        Instant since,
        OptionalLong pid,
        Optional<Instant> startedAt,
        int restarts,
        Optional<ExitStatus> lastExit,
        String cause,
        Optional<Retry> retry,
        Optional<Instant> killAt,
        Optional<Map<String, String>> environment,
        boolean ready,
        boolean ownProgram,
        OptionalLong formerPid,
        List<String> waitsFor) {
    /** Of one that no proxy has executed as a program of its own, and whose main process is the one that was started. */
    public ServiceStatus(
            ServiceId id,
            ServiceState state,
            Instant since,
            OptionalLong pid,
            Optional<Instant> startedAt,
            int restarts,
            Optional<ExitStatus> lastExit,
            String cause,
            Optional<Retry> retry,
            Optional<Instant> killAt,
            Optional<Map<String, String>> environment,
            boolean ready,
            List<String> waitsFor) {
        this(
                id,
                state,
                since,
                pid,
                startedAt,
                restarts,
                lastExit,
                cause,
                retry,
                killAt,
                environment,
                ready,
                false,
                OptionalLong.empty(),
                waitsFor);
    }

    public ServiceStatus {
        waitsFor = List.copyOf(waitsFor);
        environment = environment.map(Map::copyOf);
    }

    /** The status of a service that was never started. */
    public static ServiceStatus initial(ServiceId id, Instant now) {
        return new ServiceStatus(
                id,
                ServiceState.STOPPED,
                now,
                OptionalLong.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of());
    }

    /** No variables: their values may be secrets. */
    @Override
    public String toString() {
        return id.name() + " " + state + " since " + since + " " + pid + " " + cause;
    }

    /** ControlFreak's status line: name, {@code up} or {@code down}, pid, tab-separated. */
    public String asText() {
        return StatusText.line(id.name(), pid);
    }
}
