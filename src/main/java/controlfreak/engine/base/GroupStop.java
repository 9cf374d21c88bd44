package controlfreak.engine.base;

import controlfreak.model.Signal;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Ends one process group: asks, waits, kills, and is done only when nobody is left in it. Engine thread only.
 *
 * <p>Watching the leader alone would leave orphans: what it forked may live on, hold its port, and get in the way of
 * the next start.
 */
public final class GroupStop {
    /** How often a group is looked at; there is no event for "the last member has ended". */
    private static final Duration POLL = Duration.ofMillis(50);

    /** How many looks a leader may be gone for, after SIGKILL, without whoever must reap it saying so. */
    private static final int SILENT_POLLS = 20;

    private final EngineLoop loop;
    private final ProcessTable table;
    private final ProcessIdentity leader;
    private final Runnable changed;
    private final Runnable done;

    private boolean leaderExited;
    private boolean killed;
    private boolean ranOut;
    private boolean finished;
    private int silentPolls;
    private Optional<Instant> killAt = Optional.empty();
    private EngineLoop.Delayed deadline = EngineLoop.Delayed.NONE;
    private EngineLoop.Delayed poll = EngineLoop.Delayed.NONE;

    /**
     * @param changed is told when SIGKILL was sent
     * @param done is told once, when the group is empty
     */
    public GroupStop(EngineLoop loop, ProcessTable table, ProcessIdentity leader, Runnable changed, Runnable done) {
        this.loop = loop;
        this.table = table;
        this.leader = leader;
        this.changed = changed;
        this.done = done;
    }

    /** Begins to end a group whose leader lives. */
    public void ask(Duration patience, Runnable politely) {
        politely.run();
        setDeadline(patience);
    }

    /** Begins to end what a leader that has exited left behind. */
    public void askRest(Duration patience) {
        leaderExited = true;
        table.signalGroup(leader, Signal.TERM);
        setDeadline(patience);
        look();
    }

    private void setDeadline(Duration patience) {
        killAt = Optional.of(loop.now().plus(patience));
        deadline = loop.delay(patience, () -> {
            ranOut = true;
            kill();
        });
    }

    /** Cuts the waiting short. */
    public void kill() {
        if (finished) {
            return;
        }
        deadline.cancel();
        killAt = Optional.empty();
        killed = true;
        table.signalGroup(leader, Signal.KILL);
        changed.run();
        look();
    }

    /** The leader has ended and was reaped. */
    public void leaderExited() {
        if (!leaderExited) {
            leaderExited = true;
            look();
        }
    }

    /** When SIGKILL will follow. */
    public Optional<Instant> killAt() {
        return killAt;
    }

    /** Whether the group was killed because the time ran out, rather than at once or not at all. */
    public boolean ranOut() {
        return ranOut;
    }

    private void look() {
        poll.cancel();
        if (finished) {
            return;
        }
        if (isEmpty()) {
            finished = true;
            deadline.cancel();
            done.run();
        } else {
            poll = loop.delay(POLL, this::look);
        }
    }

    private boolean isEmpty() {
        if (leaderExited) {
            return !table.groupLives(leader);
        }
        // Only a proxy that hangs lets its child stay a zombie; nothing that runs is left then.
        boolean leaderGone = killed && table.facts(leader.pid()).isEmpty();
        silentPolls = leaderGone ? silentPolls + 1 : 0;
        return silentPolls > SILENT_POLLS;
    }
}
