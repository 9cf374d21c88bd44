package controlfreak.process.spawn;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import controlfreak.model.ExitStatus;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.io.Reactor;
import controlfreak.process.io.Watching;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import controlfreak.process.table.SystemProcessTable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Notices the ends of children and reaps them, one by one: the JVM has children of its own, whose ends are not ours to
 * take. A child has a pidfd in the poller; where there is none to be had, it is asked after from time to time. What others
 * have started can be waited for, too, and is reaped where it was adopted. I/O thread only.
 */
final class Exits implements Reactor.Client, Reactor.Sweep {
    private static final Logger LOGGER = System.getLogger(Exits.class.getName());
    private static final long PIDFD_OPEN = 434;
    private static final int SHORTEST_PAUSE = 10;
    private static final int LONGEST_PAUSE = 100;

    private final Reactor reactor;
    private final SystemProcessTable table;
    private final Memory status = new Memory(Integer.BYTES);
    private final Set<Integer> descriptors = new HashSet<>();
    /** How to ask after those without a pidfd, by their pids: what tells of an end, once there is one. */
    private final Map<Integer, Supplier<Optional<Runnable>>> swept = new HashMap<>();

    private final Set<Integer> awaited = new HashSet<>();
    private final Orphans orphans;

    private long lastSweep = System.nanoTime();

    Exits(Reactor reactor, SystemProcessTable table) {
        this.reactor = reactor;
        this.table = table;
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
        await(pid, () -> reap(pid).map(end -> () -> ended.accept(end)));
    }

    /** Waits for the end of a process that another one has started; see {@link controlfreak.process.Launcher#follow}. */
    void follow(ProcessIdentity process, Consumer<Optional<ExitStatus>> ended) {
        int pid = (int) process.pid();
        if (table.identity(pid).equals(process)) {
            await(pid, () -> end(process).map(end -> () -> ended.accept(end)));
        } else {
            ended.accept(Optional.empty());
        }
    }

    /** How it ended, where it has; the inner one is empty where only its parent knows. */
    private Optional<Optional<ExitStatus>> end(ProcessIdentity process) {
        int pid = (int) process.pid();
        boolean isThere = table.identity(pid).equals(process);
        int answer = isThere ? LibC.C.waitpid(pid, status, Abi.WNOHANG) : -1;
        if (answer == pid) {
            return Optional.of(Optional.of(new ExitStatus(status.getInt(0))));
        }
        boolean lives = answer == 0 || isThere && table.facts(pid).isPresent();
        return lives ? Optional.empty() : Optional.of(Optional.empty());
    }

    /** @param end what tells of it once it has ended; else empty */
    private void await(int pid, Supplier<Optional<Runnable>> end) {
        awaited.add(pid);
        orphans.expect();
        int descriptor = reactor.watching() == Watching.BEST ? (int) LibC.C.syscall(PIDFD_OPEN, pid, 0) : -1;
        if (descriptor < 0) {
            swept.put(pid, end);
            return;
        }
        try {
            reactor.watch(descriptor, false, () -> ready(descriptor, pid, end));
            descriptors.add(descriptor);
        } catch (IllegalStateException refused) {
            LibC.C.close(descriptor);
            swept.put(pid, end);
        }
    }

    private void ready(int descriptor, int pid, Supplier<Optional<Runnable>> end) {
        end.get().ifPresent(telling -> {
            awaited.remove(pid);
            reactor.forget(descriptor);
            LibC.C.close(descriptor);
            descriptors.remove(descriptor);
            telling.run();
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
                .forEach((pid, end) -> end.get().ifPresent(telling -> {
                    awaited.remove(pid);
                    swept.remove(pid);
                    Reactor.guard(telling);
                }));
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

    @Override
    public void abandon() {
        descriptors.forEach(LibC.C::close);
        status.close();
    }
}
