package controlfreak.engine.base;

import controlfreak.model.Bugs;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The engine's thread in an application. Any thread; daemon, so that it never keeps a JVM alive by itself. */
public final class ThreadEngineLoop implements EngineLoop, AutoCloseable {
    private static final Logger LOGGER = System.getLogger(ThreadEngineLoop.class.getName());

    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor executor;

    /** @param clock one that nobody sets */
    public ThreadEngineLoop(InstantSource clock) {
        this.clock = clock;
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "engine");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void run(Runnable task) {
        try {
            executor.execute(Bugs.guarded(task));
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "A task came after the engine was closed.", e);
        }
    }

    @Override
    public Delayed delay(Duration time, Runnable task) {
        try {
            ScheduledFuture<?> future = executor.schedule(Bugs.guarded(task), time.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "A task came after the engine was closed.", e);
            return Delayed.NONE;
        }
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    /** Drops what is still queued and ends the thread. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
