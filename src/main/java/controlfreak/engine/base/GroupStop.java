package controlfreak.engine.base;

import controlfreak.model.Signal;
import controlfreak.process.Census;
import controlfreak.process.Family;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import controlfreak.process.SeenProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Ends all that belongs to one run: asks, waits, kills, and is done only when nobody is left, or who is left cannot be
 * ended. Engine thread only.
 *
 * <p>Watching the leader alone would leave orphans: what it started may live on, in a session of its own, hold its port,
 * and get in the way of the next start.
 */
public final class GroupStop {
    /** Who wants to know; on the engine's thread. */
    public interface Listener {
        /**
         * The leader has ended by itself.
         *
         * @param left these live on, and are being ended; empty where that is not known yet
         */
        default void leftBehind(List<SeenProcess> left) {}

        /**
         * SIGTERM was sent to what the leader left behind when it had ended as it was asked to.
         *
         * @param rest to these
         */
        default void restIsAsked(List<SeenProcess> rest) {}

        /**
         * Who is left is still saving what it has, and gets more time.
         *
         * @param by so much
         */
        default void prolonged(Duration by) {}

        /**
         * SIGKILL is sent to all who are left.
         *
         * @param left those; empty where that is not known
         */
        default void killed(List<SeenProcess> left) {}

        /** Processes that have a run of their own, though they descend from this one. */
        default Set<ProcessIdentity> others(Census census) {
            return Set.of();
        }

        /**
         * It is over; told once.
         *
         * @param survivors who could not be ended
         */
        void ended(List<SeenProcess> survivors);
    }

    /** How many looks a leader may be gone for, after SIGKILL, without whoever must reap it saying so. */
    private static final int SILENT_LOOKS = 20;

    /** How long the system may take to end what was killed. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(10);

    private final EngineLoop loop;
    private final ProcessTable table;
    private final Lookout lookout;
    private final Family family;
    private final Listener listener;
    private final Set<ProcessIdentity> asked = new HashSet<>();
    private final Settling settling = new Settling();

    private boolean leaderExited;
    private boolean ranOut;
    private boolean finished;
    private int turn;
    private int silentLooks;
    private Optional<Instant> killedAt = Optional.empty();
    private Optional<Instant> killAt = Optional.empty();
    private EngineLoop.Delayed deadline = EngineLoop.Delayed.NONE;
    private Optional<Saving> saving = Optional.empty();

    public GroupStop(EngineLoop loop, ProcessTable table, Lookout lookout, Family family, Listener listener) {
        this.loop = loop;
        this.table = table;
        this.lookout = lookout;
        this.family = family;
        this.listener = listener;
    }

    /**
     * Begins to end a run whose leader lives. Who belongs to it is seen before anybody is asked to end. Those whom nobody
     * asks are asked once the leader has ended.
     *
     * @param politely asks the leader to end, and others it may be; it runs what it is given once all of the group have
     *     been asked
     */
    public void ask(Duration patience, Consumer<Runnable> politely) {
        List<SeenProcess> all = left(lookout.now());
        politely.accept(this::groupIsAsked);
        // One that is paused acts on no other signal.
        signalGroup(Signal.CONT);
        all.stream()
                .filter(process -> !isInGroup(process))
                .forEach(process -> table.signal(process.identity(), Signal.CONT));
        saving = Optional.of(new Saving(table, loop.now(), patience, all));
        setDeadline(patience);
    }

    /** What has left its parents is asked, too; what has not is theirs to end. */
    private void groupIsAsked() {
        List<SeenProcess> all = left(lookout.now());
        Set<Long> pids = all.stream().map(SeenProcess::pid).collect(Collectors.toSet());
        for (SeenProcess process : all) {
            if (isInGroup(process)) {
                asked.add(process.identity());
            } else if (!isLeader(process) && !pids.contains(process.parent())) {
                ask(process);
            }
        }
    }

    private boolean ask(SeenProcess process) {
        boolean isNew = asked.add(process.identity());
        if (isNew) {
            table.signal(process.identity(), Signal.TERM);
            table.signal(process.identity(), Signal.CONT);
        }
        return isNew;
    }

    /** Begins to end what a leader that has exited left behind, if anything; it may be over before this returns. */
    public void askRest(Duration patience) {
        leaderExited = true;
        if (lookout.isRested()) {
            sawRest(patience, lookout.anew());
        } else {
            lookAtRest(patience, lookout::soon);
        }
    }

    private void lookAtRest(Duration patience, Consumer<Consumer<Optional<Census>>> when) {
        listener.leftBehind(List.of());
        int number = ++turn;
        when.accept(census -> loop.run(() -> {
            if (number == turn) {
                sawRest(patience, census);
            }
        }));
    }

    /** What goes to the background ends once it has started another: who lives on is known when two looks agree. */
    private void sawRest(Duration patience, Optional<Census> census) {
        List<SeenProcess> left = left(census);
        if (isEmpty(census, left)) {
            finish(left);
        } else if (census.isEmpty() || settling.isOver(left) || left.stream().anyMatch(this::isLeader)) {
            // Where the leader lives, as when its proxy was killed, it has gone nowhere.
            askLeft(patience, left);
        } else {
            lookAtRest(patience, lookout::later);
        }
    }

    private void askLeft(Duration patience, List<SeenProcess> left) {
        listener.leftBehind(left);
        signalGroup(Signal.TERM);
        signalGroup(Signal.CONT);
        left.stream().filter(this::isInGroup).map(SeenProcess::identity).forEach(asked::add);
        left.forEach(this::ask);
        saving = Optional.of(new Saving(table, loop.now(), patience, left));
        setDeadline(patience);
        look(lookout::soon);
    }

    private void finish(List<SeenProcess> survivors) {
        finished = true;
        deadline.cancel();
        lookout.leave(family.mark());
        listener.ended(survivors);
    }

    private void setDeadline(Duration patience) {
        deadline.cancel();
        killAt = Optional.of(loop.now().plus(patience));
        deadline = loop.delay(patience, () -> {
            if (!prolongsForSaving()) {
                ranOut = true;
                kill();
            }
        });
    }

    /** Puts SIGKILL off a little where who is left is still saving what it has; false where nobody is. */
    public boolean prolongsForSaving() {
        boolean goesOn = killAt.isPresent() && saving.orElseThrow().goesOn(loop.now(), left(lookout.now()));
        if (goesOn) {
            prolong(Saving.MORE);
            listener.prolonged(Saving.MORE);
        }
        return goesOn;
    }

    /** Puts SIGKILL off by so much, where it is waited for. */
    public void prolong(Duration by) {
        killAt.ifPresent(when -> setDeadline(Duration.between(loop.now(), when.plus(by))));
    }

    /** Cuts the waiting short. */
    public void kill() {
        if (finished) {
            return;
        }
        deadline.cancel();
        killAt = Optional.empty();
        killedAt = killedAt.or(() -> Optional.of(loop.now()));
        listener.killed(left(lookout.now()));
        signalGroup(Signal.KILL);
        lookout.pursue(family.mark());
        look(lookout::soon);
    }

    /** The leader has ended and was reaped. */
    public void leaderExited() {
        if (!leaderExited) {
            leaderExited = true;
            look(lookout::soon);
        }
    }

    /** When SIGKILL will follow. */
    public Optional<Instant> killAt() {
        return killAt;
    }

    /** Whether all were killed because the time ran out, rather than at once or not at all. */
    public boolean ranOut() {
        return ranOut;
    }

    private void look(Consumer<Consumer<Optional<Census>>> when) {
        int number = ++turn;
        when.accept(census -> loop.run(() -> saw(number, census)));
    }

    /** A look that another was asked for after is nobody's. */
    private void saw(int number, Optional<Census> census) {
        if (finished || number != turn) {
            return;
        }
        List<SeenProcess> left = left(census);
        if (isOver(isEmpty(census, left))) {
            finish(left);
        } else if (killedAt.isPresent() && isBeyondReach(left)) {
            finish(left);
        } else if (leaderExited || killedAt.isPresent()) {
            press(left);
            look(lookout::later);
        }
    }

    private boolean isOver(boolean empty) {
        boolean late = killedAt.filter(when -> loop.now().isAfter(when.plus(LAST_WAIT)))
                .isPresent();
        if (leaderExited) {
            return empty || late;
        }
        // Only a proxy that hangs lets its child stay a zombie; nothing that runs is left then.
        silentLooks = empty && killedAt.isPresent() ? silentLooks + 1 : 0;
        return silentLooks > SILENT_LOOKS || late;
    }

    private List<SeenProcess> left(Optional<Census> census) {
        return census.map(seen -> family.in(seen, listener.others(seen))).orElse(List.of());
    }

    /** Where the system does not tell of all, it tells of the group. */
    private boolean isEmpty(Optional<Census> census, List<SeenProcess> left) {
        return census.isPresent()
                ? left.isEmpty()
                : family.leader().filter(table::groupLives).isEmpty();
    }

    /** Whether all who are left belong to somebody else: nothing that is sent to them will end them. */
    private boolean isBeyondReach(List<SeenProcess> left) {
        return !left.isEmpty() && left.stream().map(SeenProcess::identity).noneMatch(table::mayBeSignalled);
    }

    private void press(List<SeenProcess> left) {
        if (killedAt.isPresent()) {
            signalGroup(Signal.KILL);
            left.stream()
                    .filter(process -> !isInGroup(process))
                    .forEach(process -> table.signal(process.identity(), Signal.KILL));
        } else {
            List<SeenProcess> rest = left.stream().filter(this::ask).toList();
            if (!rest.isEmpty()) {
                listener.restIsAsked(rest);
            }
        }
    }

    private void signalGroup(Signal signal) {
        family.leader().ifPresent(leader -> table.signalGroup(leader, signal));
    }

    private boolean isInGroup(SeenProcess process) {
        return family.leader().filter(leader -> leader.pid() == process.group()).isPresent();
    }

    private boolean isLeader(SeenProcess process) {
        return family.leader().filter(process.identity()::equals).isPresent();
    }
}
