package controlfreak.figures;

import controlfreak.model.Bugs;
import controlfreak.process.ListeningSockets;
import controlfreak.process.ProcessFigures;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads the figures of all that lives, once a second, on a thread of its own, and hands each {@link Snapshot} on. Its
 * methods may be called from any thread; nothing blocks. The receiver is called on the sampler's thread.
 */
public final class Sampler implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(Sampler.class.getName());
    private static final long PERIOD_MILLIS = Periods.WISHED.cpu().toMillis();

    private final ScheduledExecutorService thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread made = new Thread(task, "figures");
        made.setDaemon(true);
        return made;
    });
    private final Supplier<Roster> roster;
    private final ProcessFigures figures;
    private final ListeningSockets sockets;
    private final InstantSource clock;
    private final Consumer<Snapshot> receiver;
    private volatile Set<Subject> visible = Set.of();

    /** The sampler's thread only; it is made there, because it counts the CPU time of the thread that it is on. */
    private Sampling sampling;

    /**
     * @param roster tells what lives; asked once a second
     * @param clock one that nobody sets
     * @param receiver takes each snapshot
     */
    public Sampler(
            Supplier<Roster> roster,
            ProcessFigures figures,
            ListeningSockets sockets,
            InstantSource clock,
            Consumer<Snapshot> receiver) {
        this.roster = roster;
        this.figures = figures;
        this.sockets = sockets;
        this.clock = clock;
        this.receiver = receiver;
    }

    public void start() {
        // A round that fails must not be the last one.
        thread.scheduleWithFixedDelay(Bugs.guarded(this::round), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Says whose figures the operator can see. */
    public void watch(Set<Subject> seen) {
        visible = Set.copyOf(seen);
    }

    /** Reads everything now, as far as the pace lets it. */
    public void sampleNow() {
        run(() -> {
            sampling().readAllAnew();
            round();
        });
    }

    /** Forgets all that it knows, its history too: another workspace is opened. */
    public void forget() {
        run(() -> sampling().forget());
    }

    private void run(Runnable task) {
        try {
            thread.execute(Bugs.guarded(task));
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "Asked for figures after the end.", e);
        }
    }

    private void round() {
        receiver.accept(sampling().round(roster.get(), visible));
    }

    private Sampling sampling() {
        if (sampling == null) {
            sampling = new Sampling(figures, sockets, Meter.ofThisThread(clock));
        }
        return sampling;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
