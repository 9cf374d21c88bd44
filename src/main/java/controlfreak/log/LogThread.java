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
 * The thread that opens, writes, sets aside and closes the files of all logs, so that a disk that hangs holds up nobody
 * else. Any thread; daemon, so that it never keeps a JVM alive.
 */
public final class LogThread implements Executor, AutoCloseable {
    private static final Logger LOGGER = System.getLogger(LogThread.class.getName());

    /** How long what is left may take to be written at the end. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "logs");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(Bugs.guarded(task));
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "A line came after the logs were closed.", e);
        }
    }

    /** Waits until all is written, three seconds at most, and ends the thread. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.log(Level.WARNING, "The logs' last lines could not be written: the disk does not answer.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
