package controlfreak.process.spawn;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import controlfreak.model.ExitStatus;
import controlfreak.process.ProcessTable;
import controlfreak.process.io.Reactor;
import controlfreak.process.io.Watching;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Notices the ends of children and reaps them, one by one: the JVM has children of its own, whose ends are not ours to
 * take. A child has a pidfd in the poller; where there is none to be had, it is asked after from time to time.
 * I/O thread only.
 */
final class Exits implements Reactor.Client, Reactor.Sweep {
    private static final Logger LOGGER = System.getLogger(Exits.class.getName());
    private static final long PIDFD_OPEN = 434;
    private static final int SHORTEST_PAUSE = 10;
    private static final int LONGEST_PAUSE = 100;

    private final Reactor reactor;
    private final Memory status = new Memory(Integer.BYTES);
    private final Set<Integer> descriptors = new HashSet<>();
    /** The children without a pidfd, by their pids. */
    private final Map<Integer, Consumer<ExitStatus>> swept = new HashMap<>();

    private final Set<Integer> awaited = new HashSet<>();
    private final Orphans orphans;

    private long lastSweep = System.nanoTime();

    Exits(Reactor reactor, ProcessTable table) {
        this.reactor = reactor;
        orphans = new Orphans(table, awaited::contains);
        reactor.adopt(this);
        reactor.repeat(this);
        reactor.repeat(orphans);
    }

    /** A panel that was started by something that ignores SIGCHLD would inherit that, and lose all exit statuses. */
    static void restoreChildSignal() {
        LibC.C.signal(Abi.SIGCHLD, null);
    }

    /** Reaps the child once it has ended, and tells how that was. */
    void watch(int pid, Consumer<ExitStatus> ended) {
        awaited.add(pid);
        orphans.expect();
        int descriptor = reactor.watching() == Watching.BEST ? (int) LibC.C.syscall(PIDFD_OPEN, pid, 0) : -1;
        if (descriptor < 0) {
            swept.put(pid, ended);
            return;
        }
        try {
            reactor.watch(descriptor, false, () -> ready(descriptor, pid, ended));
            descriptors.add(descriptor);
        } catch (IllegalStateException refused) {
            LibC.C.close(descriptor);
            swept.put(pid, ended);
        }
    }

    private void ready(int descriptor, int pid, Consumer<ExitStatus> ended) {
        reap(pid).ifPresent(status -> {
            reactor.forget(descriptor);
            LibC.C.close(descriptor);
            descriptors.remove(descriptor);
            ended.accept(status);
        });
    }

    @Override
    public int patience() {
        return swept.isEmpty() ? -1 : pause();
    }

    /** Grows with the number of children, so that asking costs about the same for any number. */
    private int pause() {
        return Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, swept.size() / 10));
    }

    /** Asks after the children without a pidfd, where it is time again. */
    @Override
    public void run() {
        if (swept.isEmpty() || System.nanoTime() - lastSweep < TimeUnit.MILLISECONDS.toNanos(pause())) {
            return;
        }
        lastSweep = System.nanoTime();
        Map.copyOf(swept)
                .forEach((pid, ended) -> reap(pid).ifPresent(status -> {
                    swept.remove(pid);
                    Reactor.guard(() -> ended.accept(status));
                }));
    }

    private Optional<ExitStatus> reap(int pid) {
        int answer = LibC.C.waitpid(pid, status, Abi.WNOHANG);
        if (answer == pid) {
            awaited.remove(pid);
            return Optional.of(new ExitStatus(status.getInt(0)));
        }
        if (answer < 0 && Native.getLastError() != Abi.EINTR) {
            awaited.remove(pid);
            LOGGER.log(Level.WARNING, "The exit status of process {0} was lost", Integer.toString(pid));
            return Optional.of(ExitStatus.exited(255));
        }
        return Optional.empty();
    }

    @Override
    public void abandon() {
        descriptors.forEach(LibC.C::close);
        status.close();
    }
}
