package controlfreak.process;

import com.sun.jna.Memory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All descriptors that are watched, and what is done when one is ready. I/O thread only. */
final class Reactor {
    static final int BUFFER_SIZE = 64 * 1024;

    private static final Logger LOGGER = System.getLogger(Reactor.class.getName());

    private final Poller poller;
    private final Exits exits;
    private final Set<PosixChild> children = new HashSet<>();
    private final Memory buffer = new Memory(BUFFER_SIZE);
    private Runnable[] handlers = new Runnable[64];

    Reactor(Watching watching) throws LaunchException {
        boolean portable = watching == Watching.PORTABLE || !Abi.LINUX;
        poller = portable ? new PollPoller() : new EpollPoller();
        exits = new Exits(this, !portable);
        restoreChildSignal();
    }

    /** A panel that was started by something that ignores SIGCHLD would inherit that, and lose all exit statuses. */
    private static void restoreChildSignal() {
        LibC.C.signal(Abi.SIGCHLD, null);
    }

    /** Shared by all that read and write: it holds nothing between two events. */
    Memory buffer() {
        return buffer;
    }

    Exits exits() {
        return exits;
    }

    /** Calls the handler whenever the descriptor is ready. */
    void watch(int descriptor, boolean forWriting, Runnable handler) {
        if (descriptor >= handlers.length) {
            handlers = Arrays.copyOf(handlers, Math.max(descriptor + 1, handlers.length * 2));
        }
        poller.add(descriptor, forWriting);
        handlers[descriptor] = handler;
    }

    /** To be called before the descriptor is closed. */
    void forget(int descriptor) {
        if (descriptor < handlers.length && handlers[descriptor] != null) {
            handlers[descriptor] = null;
            poller.remove(descriptor);
        }
    }

    void adopt(PosixChild child) {
        children.add(child);
    }

    void release(PosixChild child) {
        children.remove(child);
    }

    /** Waits for events and handles each once, so that one child's flood holds up nobody else. */
    void turn(boolean mayWait) {
        int count = poller.await(mayWait ? exits.patience() : 0);
        for (int i = 0; i < count; i++) {
            // An earlier event of this turn may have closed this descriptor.
            Runnable handler = handlers[poller.ready(i)];
            if (handler != null) {
                guard(handler);
            }
        }
        exits.sweep();
    }

    /** Runs what may throw; the loop goes on in any case. */
    static void guard(Runnable action) {
        try {
            action.run();
        } catch (Throwable thrown) {
            LOGGER.log(Level.ERROR, "Listening to a child failed", thrown);
        }
    }

    void close() {
        List.copyOf(new ArrayList<>(children)).forEach(PosixChild::abandon);
        exits.close();
        poller.close();
        buffer.close();
    }
}
