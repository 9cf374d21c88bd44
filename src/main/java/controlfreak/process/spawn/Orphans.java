package controlfreak.process.spawn;

import com.sun.jna.Memory;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import controlfreak.process.io.Reactor;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/**
 * The processes whose parents have ended. On Linux they become children of the panel instead of the system's first
 * process, so that it is known whose they are, and are reaped here. Whoever else waits for a child takes its status at
 * once; so what is found to have ended at two looks was left to nobody else. I/O thread only.
 */
final class Orphans implements Reactor.Sweep {
    private static final long SELF = ProcessHandle.current().pid();
    private static final int PERIOD_MILLIS = 5000;

    /** Where so many have ended since the last look, somebody forks without end, and would use up all numbers. */
    private static final int MANY = 100;

    private static final int PERIOD_OF_MANY_MILLIS = 500;
    private static final int SIGNAL_INFO = 128;
    private static final int PID_IN_SIGNAL_INFO = 16;

    private final ProcessTable table;
    private final IntPredicate isAwaited;
    private final Memory info = new Memory(SIGNAL_INFO);
    private Set<ProcessIdentity> ended = Set.of();
    private boolean hasChildren;
    private long lookedAt = System.nanoTime();

    /** @param isAwaited whether somebody here waits for the child with that pid */
    Orphans(ProcessTable table, IntPredicate isAwaited) {
        this.table = table;
        this.isAwaited = isAwaited;
    }

    /** From now on they become children of this process. Any thread; again is harmless. */
    static void adopt() {
        if (Abi.LINUX) {
            LibC.C.prctl(Abi.PR_SET_CHILD_SUBREAPER, 1L, 0L, 0L, 0L);
        }
    }

    /** There is a child again, and there may be orphans of it. */
    void expect() {
        hasChildren = Abi.LINUX;
    }

    @Override
    public int patience() {
        return hasChildren ? period() : -1;
    }

    private int period() {
        return ended.size() < MANY ? PERIOD_MILLIS : PERIOD_OF_MANY_MILLIS;
    }

    @Override
    public void run() {
        if (hasChildren && System.nanoTime() - lookedAt >= TimeUnit.MILLISECONDS.toNanos(period())) {
            lookedAt = System.nanoTime();
            look();
        }
    }

    private void look() {
        info.clear();
        hasChildren = LibC.C.waitid(Abi.P_ALL, 0, info, Abi.WEXITED | Abi.WNOHANG | Abi.WNOWAIT) == 0;
        Set<ProcessIdentity> now = hasChildren && info.getInt(PID_IN_SIGNAL_INFO) != 0 ? zombies() : Set.of();
        now.stream()
                .filter(ended::contains)
                .mapToInt(process -> (int) process.pid())
                .filter(isAwaited.negate())
                .forEach(pid -> LibC.C.waitpid(pid, null, Abi.WNOHANG));
        ended = now;
    }

    private Set<ProcessIdentity> zombies() {
        return table.census().map(census -> census.zombiesOf(SELF)).orElse(Set.of());
    }
}
