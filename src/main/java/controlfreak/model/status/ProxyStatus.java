package controlfreak.model.status;

import controlfreak.model.Environment;
import controlfreak.model.ExitStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A snapshot of one proxy. Immutable; any thread.
 *
 * @param since when it came into its state
 * @param pid its process, where one lives
 * @param startedAt when that process (or, after its end, the last one) was started
 * @param restarts how often it was started again without an operator asking, since it was added
 * @param lastExit how its last process ended
 * @param cause why it is in this state, in a short phrase for people; empty where the state says it all
 * @param retry the restart that is due, in {@link ProxyState#FAIL}
 * @param ready what it said when its preload was done; a proxy of protocol version 1 says nothing
 * @param environment all variables that its process was started with, where one lives
 * @param generation which process of it that is
 * @param changeover its workers are being moved over to another process or template
 */
public record ProxyStatus(
        String name,
        ProxyState state,
        Instant since,
        OptionalLong pid,
        Optional<Instant> startedAt,
        int restarts,
        Optional<ExitStatus> lastExit,
        String cause,
        Optional<Retry> retry,
        Optional<Ready> ready,
        Optional<Map<String, String>> environment,
        ProxyGeneration generation,
        Optional<ChangeoverStatus> changeover) {
    /** What a proxy may or may not know of the protocol. */
    public enum Ability {
        /** To make a worker the template of later ones. */
        REFORK,
        /** To keep a service's standard input open and to pass on what is written to it. */
        INPUT,
        /** To run a service as somebody else, and to bound what it takes. */
        RIGHTS,
        /** To have a service write to pipes that are named to it, instead of passing on what it writes. */
        FIFOS
    }

    /**
     * What a proxy of protocol version 2 says once its preload is done.
     *
     * @param runtime the language that runs in it, such as {@code CPython 3.11.2}; empty where it did not say
     * @param preloaded what it loaded
     * @param memory its bytes in memory after that, where it said so
     * @param abilities what it can do beyond starting, signalling and stopping
     * @param environment what loading has set and taken away, which its services begin with
     */
    public record Ready(
            int protocol,
            String runtime,
            List<String> preloaded,
            Optional<Duration> preloadTime,
            OptionalLong memory,
            Set<Ability> abilities,
            Environment environment) {
        public Ready {
            preloaded = List.copyOf(preloaded);
            abilities = Set.copyOf(abilities);
        }

        public boolean can(Ability ability) {
            return abilities.contains(ability);
        }
    }

    public ProxyStatus {
        environment = environment.map(Map::copyOf);
    }

    /** The status of a proxy that was never run. */
    public static ProxyStatus initial(String name, Instant now) {
        return new ProxyStatus(
                name,
                ProxyState.DOWN,
                now,
                OptionalLong.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ProxyGeneration.NONE,
                Optional.empty());
    }

    /** No variables: their values may be secrets. */
    @Override
    public String toString() {
        return name + " " + state + " since " + since + " " + pid + " " + cause;
    }

    /** ControlFreak's status line: name, {@code up} or {@code down}, pid, tab-separated. */
    public String asText() {
        return StatusText.line(name, pid);
    }
}
