package controlfreak.ui.fx;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The one door for bugs: each goes to the application's log, and to one dialog that does not repeat while it is open.
 * The panel lives on. Any thread.
 */
public final class UnexpectedErrors {
    private static final Logger LOGGER = System.getLogger("controlfreak");

    private final Consumer<Report> dialog;
    private final Executor fx;
    private final AtomicBoolean isOpen = new AtomicBoolean();

    /**
     * A bug, as it is shown.
     *
     * @param details for who can mend it
     */
    public record Report(String title, String text, String details) {}

    /**
     * @param dialog shows a report and returns once it was closed; on the FX thread
     * @param fx how to get to the FX thread
     */
    public UnexpectedErrors(Consumer<Report> dialog, Executor fx) {
        this.dialog = dialog;
        this.fx = fx;
    }

    /** Catches what no thread's own code catches, the FX thread's too. */
    public void install() {
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> tell(problem));
    }

    public void tell(Throwable problem) {
        LOGGER.log(Level.ERROR, "An unexpected error", problem);
        if (isOpen.compareAndSet(false, true)) {
            fx.execute(() -> {
                try {
                    dialog.accept(new Report(
                            Texts.text("dialog.unexpected.title"),
                            Texts.text("dialog.unexpected.text"),
                            details(problem)));
                } finally {
                    isOpen.set(false);
                }
            });
        }
    }

    private static String details(Throwable problem) {
        StringWriter details = new StringWriter();
        problem.printStackTrace(new PrintWriter(details, true));
        return details.toString();
    }
}
