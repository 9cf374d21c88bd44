package controlfreak.process;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import controlfreak.model.ExitStatus;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Notices the ends of children and reaps them, one by one: the JVM has children of its own, whose ends are not ours to
 * take. A child has a pidfd in the poller; where there is none to be had, it is asked after from time to time.
 * I/O thread only.
 */
final class Exits {
    private static final Logger LOGGER = System.getLogger(Exits.class.getName());
    private static final long PIDFD_OPEN = 434;
    private static final int SHORTEST_PAUSE = 10;
    private static final int LONGEST_PAUSE = 100;

    private final Reactor reactor;
    private final boolean usePidfds;
    private final Memory status = new Memory(Integer.BYTES);
    private final Map<Integer, PosixChild> byDescriptor = new HashMap<>();
    private final Map<Integer, PosixChild> swept = new HashMap<>();
    private long lastSweep = System.nanoTime();

    Exits(Reactor reactor, boolean usePidfds) {
        this.reactor = reactor;
        this.usePidfds = usePidfds;
    }

    void watch(PosixChild child) {
        int pid = child.pid();
        int descriptor = usePidfds ? (int) LibC.C.syscall(PIDFD_OPEN, pid, 0) : -1;
        if (descriptor < 0) {
            swept.put(pid, child);
            return;
        }
        try {
            reactor.watch(descriptor, false, () -> ready(descriptor, child));
            byDescriptor.put(descriptor, child);
        } catch (IllegalStateException refused) {
            LibC.C.close(descriptor);
            swept.put(pid, child);
        }
    }

    private void ready(int descriptor, PosixChild child) {
        Optional<ExitStatus> ended = reap(child.pid());
        if (ended.isPresent()) {
            reactor.forget(descriptor);
            LibC.C.close(descriptor);
            byDescriptor.remove(descriptor);
            child.ended(ended.get());
        }
    }

    /** How many milliseconds the loop may wait; -1 for ever, where no child needs to be asked after. */
    int patience() {
        return swept.isEmpty() ? -1 : pause();
    }

    /** Grows with the number of children, so that asking costs about the same for any number. */
    private int pause() {
        return Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, swept.size() / 10));
    }

    /** Asks after the children without a pidfd, where it is time again. */
    void sweep() {
        if (swept.isEmpty() || System.nanoTime() - lastSweep < TimeUnit.MILLISECONDS.toNanos(pause())) {
            return;
        }
        lastSweep = System.nanoTime();
        for (PosixChild child : List.copyOf(swept.values())) {
            reap(child.pid()).ifPresent(ended -> {
                swept.remove(child.pid());
                Reactor.guard(() -> child.ended(ended));
            });
        }
    }

    private Optional<ExitStatus> reap(int pid) {
        int answer = LibC.C.waitpid(pid, status, Abi.WNOHANG);
        if (answer == pid) {
            return Optional.of(new ExitStatus(status.getInt(0)));
        }
        if (answer < 0 && Native.getLastError() != Abi.EINTR) {
            LOGGER.log(Level.WARNING, "The exit status of process {0} was lost", Integer.toString(pid));
            return Optional.of(ExitStatus.exited(255));
        }
        return Optional.empty();
    }

    void close() {
        byDescriptor.keySet().forEach(LibC.C::close);
        status.close();
    }
}
