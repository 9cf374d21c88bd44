package controlfreak.process;

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
}
