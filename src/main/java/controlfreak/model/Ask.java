package controlfreak.model;

import java.util.Optional;

/** How a process is asked for something that it understands. Immutable; any thread. */
public sealed interface Ask {
    /**
     * By a signal.
     *
     * @param reach whom; empty where that follows from what leads the process group
     */
    record Send(Signal signal, Optional<Reach> reach) implements Ask {}

    /** By a command, which has the environment and the folder of the process. */
    record Run(Command command) implements Ask {}
}
