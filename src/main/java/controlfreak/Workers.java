package controlfreak;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for work that blocks; none of them keeps the panel alive. Any thread. */
final class Workers {
    private static final Logger LOGGER = System.getLogger(Workers.class.getName());
    private static final int IDLE_SECONDS = 10;

    private Workers() {}

    /** One, which does one task after the other. */
    static ExecutorService one(String name) {
        return some(name, 1);
    }

    /** A few for work that each may hang in; what still comes once they are shut down is dropped. */
    static ExecutorService some(String name, int count) {
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                count,
                count,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                },
                (task, ended) -> LOGGER.log(Level.DEBUG, "Work for {0} came after the end.", name));
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }
}
