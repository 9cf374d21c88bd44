package controlfreak.engine.base;

import controlfreak.model.Bugs;
import controlfreak.process.Census;
import controlfreak.process.Family;
import controlfreak.process.ProcessTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks at all processes of the system, once for all who wait to know whether theirs have ended. There is no event for
 * "the last one has ended". Now and then it looks for the families that live, too: what is seen to belong before its
 * parents end is known to belong afterwards. Engine thread only.
 */
public final class Lookout {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(10);
    private static final Duration PURSUE_EVERY = Duration.ofMillis(100);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    /** After a look it rests so many times as long as that took: who waits for an end may cost 5 % of a core. */
    private static final int REST = 20;

    private final EngineLoop loop;
    private final ProcessTable table;
    private final Set<Family> families = new LinkedHashSet<>();
    private final Set<String> pursued = new HashSet<>();
    private EngineLoop.Delayed pursuit = EngineLoop.Delayed.NONE;
    private final Set<Consumer<Census>> along = new LinkedHashSet<>();
    private List<Consumer<Optional<Census>>> waiting = new ArrayList<>();
    private Optional<Instant> due = Optional.empty();
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;
    private EngineLoop.Delayed round = EngineLoop.Delayed.NONE;
    private Optional<Instant> roundDue = Optional.empty();
    private Instant rested;
    private Optional<Census> latest = Optional.empty();
    private boolean isFresh;

    public Lookout(EngineLoop loop, ProcessTable table) {
        this.loop = loop;
        this.table = table;
        rested = loop.now();
    }

    /**
     * All processes at this moment, or a little before: those who ask for it by tasks that were queued together share
     * one look. Empty where the system does not tell.
     */
    public Optional<Census> now() {
        if (!isFresh) {
            latest = census();
            isFresh = true;
            loop.run(() -> isFresh = false);
        }
        return latest;
    }

    /** All processes from this moment on, for those who must not be told of a moment before. */
    Optional<Census> anew() {
        isFresh = false;
        return now();
    }

    /** Whether another look is not too much yet. */
    boolean isRested() {
        return !loop.now().isBefore(rested);
    }

    /**
     * Looks as soon as it is rested.
     *
     * @param told is given what was seen; empty where the system does not tell
     */
    public void soon(Consumer<Optional<Census>> told) {
        await(told, rested);
    }

    /** Looks a little later. */
    public void later(Consumer<Optional<Census>> told) {
        Instant next = loop.now().plus(POLL);
        await(told, next.isAfter(rested) ? next : rested);
    }

    private void await(Consumer<Optional<Census>> told, Instant when) {
        waiting.add(told);
        if (due.isEmpty() || when.isBefore(due.get())) {
            due = Optional.of(when);
            timer.cancel();
            timer = at(when, this::look);
        }
    }

    private EngineLoop.Delayed at(Instant when, Runnable task) {
        Duration left = Duration.between(loop.now(), when);
        if (left.isNegative() || left.isZero()) {
            loop.run(task);
            return EngineLoop.Delayed.NONE;
        }
        return loop.delay(left, task);
    }

    private void look() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Consumer<Optional<Census>>> all = waiting;
        waiting = new ArrayList<>();
        due = Optional.empty();
        Optional<Census> seen = anew();
        all.forEach(told -> Bugs.guarded(() -> told.accept(seen)).run());
    }

    private Optional<Census> census() {
        Instant begin = loop.now();
        Optional<Census> seen = tableNow();
        Instant end = loop.now();
        Duration took = Duration.between(begin, end);
        // The clock may have been set meanwhile.
        boolean isSane = !took.isNegative() && took.compareTo(LONGEST_LOOK) < 0;
        rested = end.plus((isSane ? took : Duration.ZERO).multipliedBy(REST));
        return seen;
    }

    /** Whoever waits for a look gets an answer. */
    private Optional<Census> tableNow() {
        try {
            return table.census();
        } catch (RuntimeException | Error bug) {
            Bugs.tell(bug);
            return Optional.empty();
        }
    }

    /** Whoever has a mark was killed, and is killed again as long as there is anybody, however short each lives. */
    void pursue(String mark) {
        if (!mark.isEmpty() && pursued.add(mark) && pursued.size() == 1) {
            pursueLater();
        }
    }

    void leave(String mark) {
        pursued.remove(mark);
        if (pursued.isEmpty()) {
            pursuit.cancel();
        }
    }

    private void pursueLater() {
        pursuit.cancel();
        pursuit = loop.delay(PURSUE_EVERY, () -> {
            table.pursue(pursued);
            pursueLater();
        });
    }

    /** A family lives: it is looked for soon, and then now and then. */
    public void watch(Family family) {
        families.add(family);
        Instant when = loop.now().plus(SOON);
        if (roundDue.isEmpty() || when.isBefore(roundDue.get())) {
            goRoundAt(when);
        }
    }

    public void forget(Family family) {
        families.remove(family);
        if (families.isEmpty()) {
            round.cancel();
            roundDue = Optional.empty();
        }
    }

    /**
     * Each round is told, too, as long as a family is watched.
     *
     * @param told is given what was seen, where the system tells
     */
    public void lookAlong(Consumer<Census> told) {
        along.add(told);
    }

    public void leaveAlone(Consumer<Census> told) {
        along.remove(told);
    }

    private void goRoundAt(Instant when) {
        round.cancel();
        roundDue = Optional.of(when);
        round = at(when, this::goRound);
    }

    private void goRound() {
        census().ifPresent(this::seenByAll);
        goRoundAt(loop.now().plus(NOW_AND_THEN));
    }

    private void seenByAll(Census seen) {
        families.forEach(family -> family.in(seen));
        List.copyOf(along).forEach(told -> Bugs.guarded(() -> told.accept(seen)).run());
    }
}
