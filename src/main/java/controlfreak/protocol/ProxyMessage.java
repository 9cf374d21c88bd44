package controlfreak.protocol;

import controlfreak.model.ExitStatus;
import controlfreak.model.status.ProxyGeneration.StaleFiles;
import controlfreak.model.status.ProxyStatus;
import java.util.Optional;
import java.util.OptionalLong;

/** What a proxy tells the engine. Immutable; any thread. */
public sealed interface ProxyMessage {
    /**
     * A service was forked.
     *
     * @param ownProgram whether the child executes a program of its own, which shares nothing (version 2)
     */
    record Started(String name, long pid, boolean ownProgram) implements ProxyMessage {}

    /** A service has ended and was reaped. */
    record Stopped(String name, OptionalLong pid, ExitStatus exitStatus) implements ProxyMessage {}

    /**
     * A service could not be forked at all (version 2).
     *
     * @param isFinal whether it would be the same the next time, as far as the proxy says so
     */
    record Failed(String name, String reason, boolean isFinal) implements ProxyMessage {}

    /** The preload is done (version 2). */
    record Ready(OptionalLong pid, ProxyStatus.Ready ready) implements ProxyMessage {}

    /**
     * Services are forked from another memory from now on (version 2).
     *
     * @param name the worker that became the template; empty for the proxy's own memory, also where the template died
     * @param pid the process that has this memory, where it said so
     * @param memory its bytes in memory, where it said so
     */
    record Reforked(Optional<String> name, OptionalLong pid, OptionalLong memory) implements ProxyMessage {}

    /**
     * A command was not carried out (version 2).
     *
     * @param command the command's word, such as {@code refork}
     */
    record Refused(String command, String reason) implements ProxyMessage {}

    /**
     * Files have changed since they were loaded (version 2).
     *
     * @param stale empty where they are as they were loaded again
     */
    record Stale(Optional<StaleFiles> stale) implements ProxyMessage {}

    /**
     * A line that means nothing.
     *
     * @param reason what is wrong with it, for people, with the line's beginning
     */
    record Garbage(String reason) implements ProxyMessage {}
}
