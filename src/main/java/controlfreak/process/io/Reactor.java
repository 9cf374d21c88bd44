package controlfreak.process.io;

import com.sun.jna.Memory;
import controlfreak.model.Bugs;
import controlfreak.process.LaunchException;
import controlfreak.process.libc.Abi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All descriptors that are watched, and what is done when one is ready. I/O thread only. */
public final class Reactor {
    public static final int BUFFER_SIZE = 64 * 1024;

    private final Watching watching;
    private final Poller poller;
    private final Set<Client> clients = new HashSet<>();
    private final List<Sweep> sweeps = new ArrayList<>();
    private final Memory buffer = new Memory(BUFFER_SIZE);
    private Runnable[] handlers = new Runnable[64];

    /** Who has descriptors of its own here. */
    public interface Client {
        /** Closes them without a word to anybody, as the thread ends. */
        void abandon();
    }

    /** What is asked after from time to time, as no descriptor tells of it. */
    public interface Sweep {
        /** How many milliseconds the thread may wait before it is due; -1 for ever. */
        int patience();

        /** Is called after each wait, whether it is due or not. */
        void run();
    }

    Reactor(Watching wanted) throws LaunchException {
        watching = Abi.LINUX ? wanted : Watching.PORTABLE;
        poller = watching == Watching.PORTABLE ? new PollPoller() : new EpollPoller();
    }

    /** What this system can do of what was wanted. */
    public Watching watching() {
        return watching;
    }

    /** Shared by all that read and write: it holds nothing between two events. */
    public Memory buffer() {
        return buffer;
    }

    /** Calls the handler whenever the descriptor is ready. */
    public void watch(int descriptor, boolean forWriting, Runnable handler) {
        if (descriptor >= handlers.length) {
            handlers = Arrays.copyOf(handlers, Math.max(descriptor + 1, handlers.length * 2));
        }
        poller.add(descriptor, forWriting);
        handlers[descriptor] = handler;
    }

    /** To be called before the descriptor is closed. */
    public void forget(int descriptor) {
        if (descriptor < handlers.length && handlers[descriptor] != null) {
            handlers[descriptor] = null;
            poller.remove(descriptor);
        }
    }

    public void adopt(Client client) {
        clients.add(client);
    }

    public void release(Client client) {
        clients.remove(client);
    }

    /** From now on, for as long as the thread runs. */
    public void repeat(Sweep sweep) {
        sweeps.add(sweep);
    }

    /** Waits for events and handles each once, so that one child's flood holds up nobody else. */
    void turn(boolean mayWait) {
        int count = poller.await(mayWait ? patience() : 0);
        for (int i = 0; i < count; i++) {
            // An earlier event of this turn may have closed this descriptor.
            Runnable handler = handlers[poller.ready(i)];
            if (handler != null) {
                guard(handler);
            }
        }
        sweeps.forEach(sweep -> guard(sweep::run));
    }

    private int patience() {
        return sweeps.stream()
                .mapToInt(Sweep::patience)
                .filter(patience -> patience >= 0)
                .min()
                .orElse(-1);
    }

    /** Runs what may throw; the loop goes on in any case. */
    public static void guard(Runnable action) {
        try {
            action.run();
        } catch (Throwable thrown) {
            Bugs.tell(thrown);
        }
    }

    void close() {
        List.copyOf(clients).forEach(Client::abandon);
        poller.close();
        buffer.close();
    }
}
