package controlfreak.process;

import controlfreak.model.ServiceVariables;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who belongs to one run of a program: its process, what that has started, and what those have, in whatever group or
 * session they are and whoever adopted them. It takes proof: the number of the leader's group or session, which the
 * system gives to nobody else while one of them is left; the mark that the run was started with, see {@link RunMark}; or
 * a parent that belongs to it. Who was once seen to belong stays so, for a program may overwrite its environment, and its parent may
 * end. Of a daemon that does so before anybody looks, it is proof enough that this process has adopted it, and that it
 * runs a program of a run that was begun before and whose leader has ended. One thread at a time, but for {@link #known}
 * and {@link #marks}.
 */
public final class Family {
    private static final long SELF = ProcessHandle.current().pid();
    private static final Comparator<SeenProcess> OLDEST_FIRST = Comparator.comparing(
                    (SeenProcess process) -> process.identity().startTime())
            .thenComparing(SeenProcess::pid);

    private volatile String mark;
    private final long adopter;
    private final Set<String> programs;
    private Optional<ProcessIdentity> leader = Optional.empty();
    /** When it began. */
    private long since = Long.MIN_VALUE;

    private volatile Set<ProcessIdentity> known = Set.of();

    /**
     * One that nobody belongs to yet, with a mark of its own.
     *
     * @param programs the names of the programs that it runs, as far as they are known, each as the system shortens it
     */
    public static Family ofNewRun(Set<String> programs) {
        return new Family(RunMark.fresh(), SELF, programs);
    }

    /** @param mark what processes of this run have, and of no other; empty where they have none */
    public Family(String mark) {
        this(mark, SELF, Set.of());
    }

    Family(String mark, long adopter, Set<String> programs) {
        this.mark = mark;
        this.adopter = adopter;
        this.programs = programs;
    }

    /** It is that of a run which was begun before, and which nobody belongs to but who did so then. */
    public void goesOnAs(String itsMark, ProcessIdentity itsLeader) {
        mark = itsMark;
        isLedBy(itsLeader);
    }

    /** What is to be in the environment of its processes. */
    public String mark() {
        return mark;
    }

    /** The variables of a process that is to belong to it. */
    public Map<String, String> marked(Map<String, String> variables) {
        Map<String, String> marked = new HashMap<>(variables);
        marked.put(ServiceVariables.RUN, mark);
        return marked;
    }

    /**
     * The process that the run began with, which may lead a group and a session; or, once that has ended, one that is
     * proved to belong and goes on in its place: the system may give the number of the first to somebody else then.
     */
    public void isLedBy(ProcessIdentity process) {
        since = leader.isEmpty() ? process.startTime() : since;
        leader = Optional.of(process);
    }

    public Optional<ProcessIdentity> leader() {
        return leader;
    }

    /** Those of it that lived when it was looked for last; empty before that. Any thread. */
    public Set<ProcessIdentity> known() {
        return known;
    }

    /** Whether a process has the mark of this run, so that it is known to belong without a look at all. Any thread. */
    public boolean marks(SeenProcess process) {
        return process.marks().contains(mark);
    }

    /** Whether a process is known to belong without another look. Any thread. */
    public boolean has(SeenProcess process) {
        return marks(process)
                || known.contains(process.identity())
                || leader.filter(process.identity()::equals).isPresent();
    }

    /** All of it that live, the oldest first. */
    public List<SeenProcess> in(Census census) {
        return in(census, Set.of());
    }

    /**
     * All of it that live, the oldest first.
     *
     * @param others processes that have a family of their own, though they descend from this one
     */
    public List<SeenProcess> in(Census census, Set<ProcessIdentity> others) {
        Map<ProcessIdentity, SeenProcess> found = new LinkedHashMap<>();
        Deque<SeenProcess> next = new ArrayDeque<>();
        for (SeenProcess process : provable(census)) {
            take(process, others, found, next);
        }
        while (!next.isEmpty()) {
            SeenProcess parent = next.remove();
            for (SeenProcess child : census.childrenOf(parent.pid())) {
                // Numbers are used again while the system is looked at: no child is older than its parent.
                if (child.identity().startTime() >= parent.identity().startTime()) {
                    take(child, others, found, next);
                }
            }
        }
        List<SeenProcess> living = found.values().stream()
                .filter(SeenProcess::lives)
                .sorted(OLDEST_FIRST)
                .toList();
        known = living.stream().map(SeenProcess::identity).collect(Collectors.toUnmodifiableSet());
        return living;
    }

    private static void take(
            SeenProcess process,
            Set<ProcessIdentity> others,
            Map<ProcessIdentity, SeenProcess> found,
            Deque<SeenProcess> next) {
        if (!others.contains(process.identity()) && found.putIfAbsent(process.identity(), process) == null) {
            next.add(process);
        }
    }

    private Collection<SeenProcess> provable(Census census) {
        List<SeenProcess> all = new ArrayList<>();
        leader.filter(process -> isItsNumber(process, census)).ifPresent(process -> {
            census.find(process).ifPresent(all::add);
            all.addAll(census.inGroup(process.pid()));
            all.addAll(census.inSession(process.pid()));
        });
        census.marked(mark).stream()
                .filter(process -> process.identity().startTime() >= since)
                .forEach(all::add);
        known.forEach(process -> census.find(process).ifPresent(all::add));
        leader.filter(process -> census.find(process).filter(SeenProcess::lives).isEmpty())
                .ifPresent(process -> all.addAll(daemons(process, census)));
        return all;
    }

    private List<SeenProcess> daemons(ProcessIdentity ended, Census census) {
        return census.childrenOf(adopter).stream()
                .filter(child -> child.marks().isEmpty() && programs.contains(child.program()))
                .filter(child -> child.identity().startTime() >= ended.startTime())
                .toList();
    }

    /** Where another process has the leader's number, nobody of its group and session can be left. */
    private static boolean isItsNumber(ProcessIdentity process, Census census) {
        return census.holderOf(process.pid())
                .map(holder -> holder.identity().equals(process))
                .orElse(true);
    }
}
