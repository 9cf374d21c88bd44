package controlfreak.process;

import java.util.function.Consumer;

/** Sockets on which services say how they are, as sd_notify(3) has it. Any thread. */
public interface Notices {
    /** Is {@code NOTIFY_SOCKET} for a process of that name; the same each time. */
    String address(String name);

    /**
     * Listens from now on.
     *
     * @param heard hears each message, on the I/O thread, and must not block; whoever sent it
     * @return ends that; harmless a second time
     * @throws LaunchException where the system has no socket to give
     */
    Runnable listen(String name, Consumer<Notice> heard) throws LaunchException;
}
