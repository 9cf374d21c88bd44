package controlfreak.process.io;

import controlfreak.model.Bugs;
import controlfreak.process.LaunchException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one thread that watches all pipes and all exits. Public methods may be called from any thread. The system's
 * libraries are loaded on it, by the first {@link #start}; without events it sleeps.
 */
public final class IoThread implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(IoThread.class.getName());
    /** How many tasks run before the pipes have their turn again. */
    private static final int TASKS_A_TURN = 256;

    private final Watching watching;
    private final Thread thread = new Thread(this::run, "io");
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean hasStarted = new AtomicBoolean();
    private final CompletableFuture<Reactor> opened = new CompletableFuture<>();
    private volatile Wakeup wakeup;
    private volatile boolean isClosing;
    private volatile boolean hasFinished;

    public IoThread() {
        this(Watching.BEST);
    }

    public IoThread(Watching watching) {
        this.watching = watching;
        thread.setDaemon(true);
    }

    /** Starts the thread; again is harmless. Not needed before a launch, but it makes the first one faster. */
    public void start() {
        if (hasStarted.compareAndSet(false, true)) {
            thread.start();
        }
    }

    /** Ends the thread and closes all pipes. The children live on; who wants them to end has done so before. */
    @Override
    public void close() {
        isClosing = true;
        if (hasStarted.compareAndSet(false, true)) {
            finish(new LaunchException("The panel is closing."));
            return;
        }
        ring();
        try {
            if (Thread.currentThread() != thread) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until children can be watched. */
    public Reactor awaitOpen() throws LaunchException {
        start();
        try {
            return opened.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof LaunchException reason
                    ? new LaunchException(reason.getMessage())
                    : new LaunchException("The system's libraries cannot be used: " + failed.getCause());
        }
    }

    /**
     * Runs a task on the thread, after all that were given before.
     *
     * @return false where the thread has ended; the task does not run then
     */
    public boolean execute(Runnable task) {
        tasks.add(task);
        ring();
        return !(hasFinished && tasks.remove(task));
    }

    private void ring() {
        Wakeup bell = wakeup;
        if (bell != null) {
            bell.ring();
        }
    }

    private void run() {
        Reactor reactor = null;
        Throwable end = new LaunchException("The panel is closing.");
        try {
            wakeup = new Wakeup();
            reactor = new Reactor(watching);
            reactor.watch(wakeup.descriptor(), false, wakeup::answer);
            opened.complete(reactor);
            loop(reactor);
        } catch (LaunchException refused) {
            LOGGER.log(Level.ERROR, "The I/O thread has ended", refused);
            end = refused;
        } catch (RuntimeException | LinkageError bug) {
            Bugs.tell(bug);
            end = bug;
        } finally {
            finish(end);
            if (reactor != null) {
                reactor.close();
            }
            if (wakeup != null) {
                wakeup.close();
            }
        }
    }

    private void loop(Reactor reactor) {
        while (!isClosing) {
            wakeup.rearm();
            runTasks();
            reactor.turn(tasks.isEmpty() && !isClosing);
        }
    }

    private void runTasks() {
        Runnable task = tasks.poll();
        for (int i = 1; task != null; i++) {
            Reactor.guard(task);
            task = i < TASKS_A_TURN ? tasks.poll() : null;
        }
    }

    /** Who adds a task from now on takes it back; the ones that were added before run here. */
    private void finish(Throwable reason) {
        hasFinished = true;
        opened.completeExceptionally(reason);
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            Reactor.guard(task);
        }
    }
}
