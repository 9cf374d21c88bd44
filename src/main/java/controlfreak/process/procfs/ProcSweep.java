package controlfreak.process.procfs;

import controlfreak.process.Census;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.SeenProcess;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * Looks at all processes of /proc. What costs most is to read an environment, which is done once for each program that
 * a process executes, and at each look while it is young: a proxy marks a worker just after it has forked it. One thread
 * at a time.
 */
public final class ProcSweep {
    /** How often it looks for who was born meanwhile. */
    private static final int MOST_ROUNDS = 3;

    /** So many of them. */
    private static final int YOUNGEST = 8;

    /** How often it looks at who was born last, where each look has found somebody who had ended already. */
    private static final int LOOKS_AT_YOUNGEST = 30;

    private static final int PARENT = 1;
    private static final int START_TIME = 19;
    private static final int STACK = 25;
    private static final int SESSION = 3;

    /** In the unit of start times, of which /proc has a hundred in a second. */
    private static final long YOUNG = 200;

    /**
     * What was read of an environment.
     *
     * @param stack where the stack begins, which is somewhere else after each exec; 0 where that is hidden
     * @param lasts whether it was old enough to be read for the last time
     */
    private record Read(long startTime, long stack, Set<String> marks, boolean lasts) {}

    private final String root;
    private final ProcText text = new ProcText();
    private final ProcMarks marks;
    private Map<Long, Read> before = Map.of();
    private Map<Long, Read> now = new HashMap<>();
    /** Those that started later are young. */
    private long oldest;
    /** Whether a process that is there could not be read. */
    private boolean isTorn;

    /** @param root where the system shows its processes, which is {@code /proc} */
    public ProcSweep(String root) {
        this.root = root;
        marks = new ProcMarks(root);
    }

    /**
     * Empty where the system cannot be looked at now, as where no descriptor is left. One that ends while it looks may
     * have started another before, which was not listed yet, as daemons do; so it lists them again then.
     */
    public Optional<Census> look() {
        now = new HashMap<>();
        isTorn = false;
        oldest = now() - YOUNG;
        Map<String, Optional<SeenProcess>> all = new HashMap<>();
        boolean someHaveEnded = true;
        for (int round = 0; round < MOST_ROUNDS && someHaveEnded; round++) {
            String[] names = new File(root).list((folder, name) -> Character.isDigit(name.charAt(0)));
            if (names == null) {
                return Optional.empty();
            }
            someHaveEnded = false;
            for (String name : names) {
                if (!all.containsKey(name)) {
                    Optional<SeenProcess> found = process(name);
                    all.put(name, found);
                    someHaveEnded |= found.filter(SeenProcess::lives).isEmpty();
                }
            }
        }
        for (int look = 0; look < LOOKS_AT_YOUNGEST && someHaveEnded; look++) {
            youngest(pid -> !all.containsKey(Long.toString(pid)))
                    .forEach(process -> all.put(Long.toString(process.pid()), Optional.of(process)));
        }
        before = now;
        return isTorn
                ? Optional.empty()
                : Optional.of(new Census(
                        all.values().stream().flatMap(Optional::stream).toList()));
    }

    /**
     * Who was born last, the youngest first. One look at all processes takes longer than some live that do nothing but
     * fork, and this does not.
     *
     * @param those tells which of their pids are worth a look
     */
    public List<SeenProcess> youngest(LongPredicate those) {
        long last = canRead("loadavg") ? text.last() : -1;
        return LongStream.iterate(last, pid -> pid > Math.max(0, last - YOUNGEST), pid -> pid - 1)
                .filter(those)
                .mapToObj(Long::toString)
                .map(this::process)
                .flatMap(Optional::stream)
                .toList();
    }

    /** One process as it is now; empty where there is none. */
    public Optional<SeenProcess> lookAt(long pid) {
        now = new HashMap<>();
        before = Map.of();
        return process(Long.toString(pid));
    }

    private Optional<SeenProcess> process(String name) {
        if (!canRead(name + "/stat")) {
            isTorn |= new File(root, name).exists();
            return Optional.empty();
        }
        long pid = Long.parseLong(name);
        String program = text.name();
        if (!text.toFields()) {
            return Optional.empty();
        }
        boolean lives = !text.isField('Z') && !text.isField('X') && !text.isField('x');
        text.skipFields(PARENT);
        long parent = text.field();
        long group = text.field();
        long session = text.field();
        text.skipFields(START_TIME - SESSION - 1);
        long startTime = text.field();
        text.skipFields(STACK - START_TIME - 1);
        long stack = text.field();
        if (startTime < 0) {
            return Optional.empty();
        }
        Set<String> seen = lives && stack > 0 ? marks(pid, startTime, stack) : Set.of();
        return Optional.of(
                new SeenProcess(new ProcessIdentity(pid, startTime), parent, group, session, lives, program, seen));
    }

    private Set<String> marks(long pid, long startTime, long stack) {
        Read known = before.get(pid);
        Read read = known != null && known.lasts() && known.startTime() == startTime && known.stack() == stack
                ? known
                : new Read(startTime, stack, marks.of(pid), startTime <= oldest);
        now.put(pid, read);
        return read.marks();
    }

    /** When it is, in the unit of start times; as late as can be where the system does not tell. */
    private long now() {
        if (!canRead("uptime")) {
            return Long.MAX_VALUE;
        }
        return text.hundredths();
    }

    private boolean canRead(String file) {
        try (FileInputStream in = new FileInputStream(root + "/" + file)) {
            return text.readFrom(in);
        } catch (IOException goneOrHidden) {
            return false;
        }
    }
}
