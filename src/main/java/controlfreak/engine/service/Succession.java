package controlfreak.engine.service;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.EngineParts;
import controlfreak.log.RecordedLog;
import controlfreak.model.ExitStatus;
import controlfreak.process.Census;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.SeenProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Who is the main process of a run, whose end is the end of it. The one that was started is, until it says of another that
 * it is that (MAINPID of sd_notify(3)), or ends well and leaves one that its pid file names, or the same program, executed
 * anew, as is done for an upgrade. Only who is proved to belong to the run is believed to be it. Engine thread only.
 */
final class Succession {
    /** Who wants to know. Engine thread only. */
    interface Listener {
        /**
         * The main process has ended, and none has taken its place.
         *
         * @param status empty where only its parent knows
         */
        void hasEnded(Optional<ExitStatus> status, Instant when);
    }

    /** What the main process left. */
    private record Vacancy(Optional<ExitStatus> status, Instant since, Instant latest) {}

    /** How long it may take until the pid file of what was started names anybody. */
    private static final Duration FOR_FILE = Duration.ofSeconds(10);

    /** How long one who follows another may take. */
    private static final Duration FOR_HEIR = Duration.ofSeconds(1);

    /** What a process is may change while it starts, and now and then later. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final EngineParts parts;
    private final RunProcess process;
    private final RecordedLog log;
    private final PidFileWatch file;
    private final BooleanSupplier isSettled;
    private final Listener listener;
    private final Executions executions;
    private boolean hears;
    private boolean isBegun;
    private boolean leaderLives = true;
    private boolean otherLives;
    private boolean isToEnd;
    private boolean isForgotten;
    private boolean wasNamed;
    private Optional<Vacancy> vacancy = Optional.empty();
    private List<ProcessIdentity> seen = List.of();
    private EngineLoop.Delayed timer = EngineLoop.Delayed.NONE;

    /**
     * @param pidFile the path of its pid file; empty where it has none
     * @param isSettled whether it has come to do its work
     */
    Succession(
            EngineParts parts,
            RunProcess process,
            RecordedLog log,
            Supplier<Optional<String>> pidFile,
            BooleanSupplier isSettled,
            Listener listener) {
        this.parts = parts;
        this.process = process;
        this.log = log;
        this.file = new PidFileWatch(parts, process, log, pidFile);
        this.isSettled = isSettled;
        this.listener = listener;
        this.executions = new Executions(parts);
    }

    /** Whether the one that was started is not meant to be the main one, but whoever a file names. */
    boolean isPlanned() {
        return file.isGiven();
    }

    /**
     * The process that was started lives.
     *
     * @param cwd the folder that it runs in
     * @param isHeard whether it can say of another that it is the main process
     */
    void begin(Path cwd, boolean isHeard) {
        hears = isHeard;
        isBegun = true;
        file.open(cwd, process.startedAt().orElseThrow());
        seek(FOR_FILE);
        rememberAfter(FIRST_LOOK);
    }

    private void rememberAfter(Duration pause) {
        timer = parts.loop().delay(pause, () -> {
            remember();
            Duration next = pause.multipliedBy(2);
            rememberAfter(next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE);
        });
    }

    /** Whether it is not known yet who is the main process, but may be soon. */
    boolean isOpen() {
        return vacancy.isPresent() || file.isSought();
    }

    /** What is wrong with its pid file where that should name somebody and never did, in a short phrase; else empty. */
    String trouble() {
        return wasNamed ? "" : file.trouble();
    }

    /** It has come to do its work, or something is about to be sent to it: what it is now may be executed anew. */
    void remember() {
        process.main().identity().filter(main -> isBegun).ifPresent(executions::remember);
    }

    /** It is asked to end: whoever ends now is not followed by anybody. */
    void isToEnd() {
        isToEnd = true;
        lookNoMore();
        if (vacancy.isPresent()) {
            isOver();
        }
    }

    /** Nobody wants to know any more. */
    void end() {
        isForgotten = true;
        lookNoMore();
    }

    private void lookNoMore() {
        timer.cancel();
        file.end();
    }

    // ---- who it is said to be

    /** The run says so of itself. */
    void said(long pid) {
        if (isBegun && !isToEnd) {
            Optional<SeenProcess> named = process.find(pid);
            if (named.isPresent()) {
                becomes(named.get(), "as it says itself");
            } else {
                log.note("it says that its main process is pid " + pid + ", which " + process.whose(pid)
                        + "; that was ignored");
            }
        }
    }

    private void seek(Duration within) {
        file.seek(within, named -> becomes(named, "as its pid file says"));
    }

    private void becomes(SeenProcess next, String why) {
        vacancy = Optional.empty();
        wasNamed = true;
        file.end();
        if (process.main().is(next.identity())) {
            return;
        }
        log.note("its main process is " + next.text() + " from now on, " + why);
        process.isNow(next.identity());
        if (!process.main().isLeader()) {
            if (!leaderLives || process.isLeaderUnknown()) {
                process.hasLostLeader();
            }
            otherLives = true;
            parts.launcher().follow(next.identity(), end -> parts.loop().run(() -> ended(next.identity(), end)));
        }
        remember();
    }

    // ---- who has ended

    /** The process that was started has ended. */
    void leaderExited(Optional<ExitStatus> status, Instant now) {
        leaderLives = false;
        if (process.main().isFirst()) {
            isVacated(status, now);
        } else {
            String whoGoesOn = otherLives ? "; pid " + process.pid().orElse(0) + " goes on" : "";
            String how = status.map(end -> ", " + end.text()).orElse("");
            log.note("the process that it began with has ended" + how + whoGoesOn);
            if (!process.main().isLeader()) {
                process.hasLostLeader();
            }
        }
    }

    private void ended(ProcessIdentity other, Optional<ExitStatus> status) {
        if (isForgotten || !process.main().is(other)) {
            return;
        }
        otherLives = false;
        if (process.hasLeaderAside() && !isToEnd) {
            String how = status.map(end -> ", " + end.text()).orElse("");
            log.note("pid " + other.pid() + " has ended" + how + "; its main process is pid "
                    + process.leader().pid() + " again, which it began with");
            process.isNow(process.leader());
            seek(FOR_HEIR);
        } else {
            if (!process.main().isLeader()) {
                process.hasLostLeader();
            }
            isVacated(status, parts.loop().now());
        }
    }

    /** One who ends badly has prepared nothing, but may have been replaced before. */
    private void isVacated(Optional<ExitStatus> status, Instant now) {
        boolean endedWell = status.map(ExitStatus::isNormal).orElse(true);
        boolean mayFollow = endedWell
                ? file.isGiven() || hears || isSettled.getAsBoolean() && executions.areKnown()
                : file.isGiven() && isSettled.getAsBoolean();
        if (isToEnd || !isBegun || !mayFollow) {
            listener.hasEnded(status, now);
            return;
        }
        Duration patience = file.isGiven() && !wasNamed && endedWell ? FOR_FILE : FOR_HEIR;
        vacancy = Optional.of(new Vacancy(status, now, now.plus(patience)));
        seen = List.of();
        seek(patience);
        parts.lookout().soon(this::saw);
    }

    private void saw(Optional<Census> census) {
        parts.loop().run(() -> {
            if (vacancy.isPresent()) {
                look(census.map(process.main()::all).orElse(List.of()));
            }
        });
    }

    private void look(List<SeenProcess> left) {
        if (left.isEmpty()) {
            isOver();
        } else if (file.isSought()) {
            parts.lookout().later(this::saw);
        } else {
            seekHeir(left);
        }
    }

    /** Nobody is named: what has the place of one that served is the same program, executed anew. */
    private void seekHeir(List<SeenProcess> left) {
        List<ProcessIdentity> before = seen;
        seen = left.stream().map(SeenProcess::identity).toList();
        Optional<SeenProcess> heir = isSettled.getAsBoolean()
                ? left.stream().filter(executions::isAnew).findFirst()
                : Optional.empty();
        boolean isLate = !parts.loop().now().isBefore(vacancy.orElseThrow().latest());
        if (heir.isPresent()) {
            becomes(heir.get(), "for it is the same program, executed anew");
        } else if (isLate && seen.equals(before)) {
            isOver();
        } else {
            parts.lookout().later(this::saw);
        }
    }

    private void isOver() {
        Vacancy left = vacancy.orElseThrow();
        vacancy = Optional.empty();
        file.end();
        listener.hasEnded(left.status(), left.since());
    }
}
