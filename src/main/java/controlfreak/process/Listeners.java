package controlfreak.process;

import controlfreak.model.SocketPlace;
import java.nio.file.Path;

/** Binds sockets that listen, for children to inherit. Any thread. */
public interface Listeners {
    /** A socket that listens. Any thread. */
    interface Listener {
        /** Its number in the panel; no child has it that was not given it. */
        int descriptor();

        /** Has so many connections wait from now on; the system may take fewer. */
        void queue(int backlog);

        /** Closes it here, and removes its file where that is still its own; harmless a second time. */
        void close();
    }

    /**
     * Binds a socket and listens on it.
     *
     * @param folder where a relative path starts from
     * @param backlog how many connections may wait; the system may take fewer
     */
    Listener bind(SocketPlace place, Path folder, int backlog) throws BindException;

    /** A socket could not be bound; the message is a sentence for people. */
    final class BindException extends Exception {
        private final boolean isTaken;

        public BindException(String message, boolean isTaken) {
            super(message);
            this.isTaken = isTaken;
        }

        /** Whether somebody else has the address. */
        public boolean isTaken() {
            return isTaken;
        }
    }
}
