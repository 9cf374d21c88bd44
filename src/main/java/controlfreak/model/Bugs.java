package controlfreak.model;

/** Where a bug goes that a thread survives. Any thread. */
public final class Bugs {
    private Bugs() {}

    /** Hands a bug to whoever takes those that nothing catches, and comes back. */
    public static void tell(Throwable bug) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
    }

    /** A task whose bugs are told, so that its thread goes on. */
    public static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error bug) {
                tell(bug);
            }
        };
    }
}
