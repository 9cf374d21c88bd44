package controlfreak.process;

import controlfreak.process.Listeners.Listener;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/**
 * Sockets of the panel's that a child inherits. Immutable; any thread.
 *
 * @param descriptors their numbers in the panel; the child has them in that order, from {@link
 *     LaunchRequest#firstSocket()} on
 * @param stdin the number in the panel of the one that is its standard input
 */
public record Handover(List<Integer> descriptors, OptionalInt stdin) {
    public static final Handover NONE = new Handover(List.of(), OptionalInt.empty());

    /** Some sockets in their order, and no standard input. */
    public static Handover of(Collection<Listener> sockets) {
        return new Handover(sockets.stream().map(Listener::descriptor).toList(), OptionalInt.empty());
    }

    public Handover {
        descriptors = List.copyOf(descriptors);
    }
}
