package controlfreak.process;

import controlfreak.model.ExitStatus;
import controlfreak.model.Streams;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts processes. Any thread. */
public interface Launcher {
    /**
     * Starts a child. Returns once the program runs in it, or has been refused by the system.
     *
     * @param listener hears of the child, on the I/O thread, possibly before this method returns
     * @throws LaunchException where the program or the folder is not there or not usable, or the system is out of
     *     processes, descriptors or memory
     */
    ChildProcess launch(LaunchRequest request, ChildListener listener) throws LaunchException;

    /**
     * Makes pipes for a process that another one is to start.
     *
     * @param streams which of its outputs are wanted
     * @param listener hears what it writes, on the I/O thread, and nothing else
     * @return those of them that can be had
     */
    default NamedPipes namedPipes(Streams streams, ChildListener listener) {
        return NamedPipes.NONE;
    }

    /**
     * Opens pipes again that a panel before has read from.
     *
     * @param pipes those that are wanted
     * @param pids who may have them open
     * @param listener hears what is written to them, on the I/O thread, and nothing else
     * @return those of them that were found, each with the name by which it was
     */
    default NamedPipes reopen(OutputPipes pipes, Collection<Long> pids, ChildListener listener) {
        return NamedPipes.NONE;
    }

    /**
     * Waits for the end of a process that another one has started; at once over where that is gone.
     *
     * @param ended is told once, on the I/O thread: how it ended, where this process had adopted it by then; empty where
     *     only its parent knows
     */
    default void follow(ProcessIdentity process, Consumer<Optional<ExitStatus>> ended) {}
}
