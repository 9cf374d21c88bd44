package controlfreak.log;

import controlfreak.model.Bugs;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A thread for work on logs that may take long, one task after the other: their files, so that a disk that hangs holds
 * up nobody else, or matching their lines. Any thread; daemon, so that it never keeps a JVM alive.
 */
public final class LogThread implements Executor, AutoCloseable {
    private static final Logger LOGGER = System.getLogger(LogThread.class.getName());

    /** How long what is left may take at the end. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final String name;
    private final ExecutorService executor;

    /** @param name what the thread is called */
    public LogThread(String name) {
        this.name = name;
        executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(Bugs.guarded(task));
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "A task came after the thread \"" + name + "\" was ended.", e);
        }
    }

    /** Waits until all is done, three seconds at most, and ends the thread. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.log(Level.WARNING, "The thread \"" + name + "\" does not end: its last work is left undone.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
