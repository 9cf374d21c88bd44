package controlfreak.process.table;

import com.sun.jna.Native;
import controlfreak.model.Signal;
import controlfreak.process.Census;
import controlfreak.process.Delivery;
import controlfreak.process.ListeningSockets;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import controlfreak.process.SeenProcess;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import controlfreak.process.procfs.SystemFigures;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The processes of this system. Any thread; only signals and questions about groups load the system's libraries. */
public final class SystemProcessTable implements ProcessTable {
    private static final long SELF = ProcessHandle.current().pid();
    private static final Duration LONGEST_PURSUIT = Duration.ofMillis(30);

    /** After so many looks that found none of them, those who are pursued are taken for gone. */
    private static final int MISSES = 30;

    private final ProcessFacts facts = Abi.LINUX ? new LinuxFacts() : new PortableFacts();
    private final ListeningSockets sockets = SystemFigures.ofSockets();

    @Override
    public Optional<Facts> facts(long pid) {
        return facts.living(pid);
    }

    /** Which process has a number now, also one that has ended and was not reaped; its start time is -1 for none. */
    public ProcessIdentity identity(long pid) {
        return new ProcessIdentity(pid, facts.startTime(pid));
    }

    @Override
    public Optional<Census> census() {
        return facts.all();
    }

    @Override
    public ListeningSockets sockets() {
        return sockets;
    }

    @Override
    public boolean groupLives(ProcessIdentity leader) {
        if (!mayBeItsGroup(leader)) {
            return false;
        }
        if (isAlive(leader)) {
            return true;
        }
        // The system counts zombies too, and one that nobody reaps would keep its group for ever.
        return send(-leader.pid(), 0) != Delivery.GONE
                && facts.all().map(census -> census.anyLivesIn(leader.pid())).orElse(true);
    }

    @Override
    public Delivery signalGroup(ProcessIdentity leader, Signal signal) {
        return mayBeItsGroup(leader) && (!isZombie(leader) || groupLives(leader))
                ? send(-leader.pid(), signal.number())
                : Delivery.GONE;
    }

    private boolean isZombie(ProcessIdentity process) {
        return facts.startTime(process.pid()) == process.startTime() && !isAlive(process);
    }

    @Override
    public Delivery signal(ProcessIdentity process, Signal signal) {
        return isSafe(process.pid()) && isAlive(process) ? send(process.pid(), signal.number()) : Delivery.GONE;
    }

    @Override
    public void pursue(Set<String> marks) {
        long begin = System.nanoTime();
        Set<Long> others = new HashSet<>();
        for (int misses = 0; misses < MISSES && System.nanoTime() - begin < LONGEST_PURSUIT.toNanos(); misses++) {
            for (SeenProcess one : facts.youngest(pid -> !others.contains(pid))) {
                if (one.lives() && isSafe(one.pid()) && !Collections.disjoint(one.marks(), marks)) {
                    send(one.pid(), Signal.KILL.number());
                    misses = 0;
                } else {
                    others.add(one.pid());
                }
            }
        }
    }

    @Override
    public boolean mayBeSignalled(ProcessIdentity process) {
        return !isSafe(process.pid()) || send(process.pid(), 0) != Delivery.FORBIDDEN;
    }

    @Override
    public long writtenToDisk(ProcessIdentity process) {
        return isAlive(process) ? facts.writtenToDisk(process.pid()) : 0;
    }

    @Override
    public Optional<Duration> age(ProcessIdentity process) {
        long now = facts.now();
        return now < process.startTime() || !isAlive(process)
                ? Optional.empty()
                : Optional.of(facts.unit().multipliedBy(now - process.startTime()));
    }

    @Override
    public Optional<Map<String, String>> variables(ProcessIdentity process) {
        Optional<Map<String, String>> seen = facts.variables(process.pid());
        return isAlive(process) ? seen : Optional.empty();
    }

    @Override
    public List<String> commandLine(long pid) {
        return facts.commandLine(pid);
    }

    @Override
    public long execution(long pid) {
        return facts.execution(pid);
    }

    @Override
    public String whose(long pid) {
        Optional<String> program = facts.commandLine(pid).stream()
                .findFirst()
                .map(path -> " (" + path.substring(path.lastIndexOf('/') + 1) + ")");
        String owner =
                ProcessHandle.of(pid).flatMap(handle -> handle.info().user()).orElse("somebody else");
        return "pid " + pid + program.orElse("") + " belongs to " + owner;
    }

    /**
     * A system does not give a number away that a group still has. So where a process has the number but not the start
     * time, the group is gone; where no process has it, its members may live on without their leader.
     */
    private boolean mayBeItsGroup(ProcessIdentity leader) {
        if (!isSafe(leader.pid()) || leader.pid() == LibC.C.getpgid(0)) {
            return false;
        }
        long started = facts.startTime(leader.pid());
        return started == -1 || started == leader.startTime();
    }

    private boolean isAlive(ProcessIdentity process) {
        return facts.living(process.pid())
                .filter(found -> found.identity().equals(process))
                .isPresent();
    }

    /** The numbers 0, 1 and below stand for many processes or for the system's own. */
    private static boolean isSafe(long pid) {
        return (Abi.LINUX || Abi.MAC) && pid > 1 && pid <= Integer.MAX_VALUE && pid != SELF;
    }

    private static Delivery send(long target, int signal) {
        if (LibC.C.kill((int) target, signal) == 0) {
            return Delivery.SENT;
        }
        return Native.getLastError() == Abi.EPERM ? Delivery.FORBIDDEN : Delivery.GONE;
    }
}
