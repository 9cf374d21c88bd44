package controlfreak.process;

import java.util.Optional;
import java.util.function.Consumer;

/** Tries whether TCP ports take connections. Any thread; nothing blocks. */
public interface Connector {
    /** A try that is under way. */
    interface Attempt {
        /** Ends it; its answer may come all the same. */
        void cancel();
    }

    /**
     * Tries to connect, for as long as the system does; who wants it shorter cancels.
     *
     * @param answer is told once, on any thread, what the port does instead of taking a connection, in a short phrase
     *     for people such as {@code is closed}; empty where it took one, which was closed at once
     */
    Attempt connect(String host, int port, Consumer<Optional<String>> answer);
}
