package controlfreak.protocol;

import controlfreak.model.ExitStatus;
import controlfreak.model.ProxyStatus;
import java.util.OptionalLong;

/** What a proxy tells the engine. Immutable; any thread. */
public sealed interface ProxyMessage {
    /** A service was forked. */
    record Started(String name, long pid) implements ProxyMessage {}

    /** A service has ended and was reaped. */
    record Stopped(String name, OptionalLong pid, ExitStatus exitStatus) implements ProxyMessage {}

    /** A service could not be forked at all (version 2). */
    record Failed(String name, String reason) implements ProxyMessage {}

    /** The preload is done (version 2). */
    record Ready(OptionalLong pid, ProxyStatus.Ready ready) implements ProxyMessage {}

    /**
     * A line that means nothing.
     *
     * @param reason what is wrong with it, for people, with the line's beginning
     */
    record Garbage(String reason) implements ProxyMessage {}
}
