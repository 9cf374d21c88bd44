package controlfreak.ui.fx;

import controlfreak.log.BugReport;
import controlfreak.log.PanelLog;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The one door for bugs of every thread: each goes to the panel's log, and to a notice in its window, once for those
 * that come again. The thread that had it goes on. {@link #tell} may be called from any thread; the rest on the FX
 * thread.
 */
public final class UnexpectedErrors {
    private static final Logger LOGGER = System.getLogger("controlfreak");

    /** So many different bugs are known again; of more, the oldest are told anew. */
    private static final int KNOWN = 100;

    /**
     * A bug, as it is shown.
     *
     * @param text a sentence for people
     * @param details for who can mend it; empty where there is nothing to tell
     */
    public record Notice(String text, String details) {
        static final Notice NONE = new Notice("", "");

        public boolean isThere() {
            return !details.isEmpty();
        }
    }

    private final PanelLog log;
    private final Executor files;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<Notice> notice = new ReadOnlyObjectWrapper<>(Notice.NONE);

    /** How often each came, by its trace; where files are written only. */
    private final Map<String, Long> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > KNOWN;
        }
    };

    /**
     * @param files where the log is written; one thread
     * @param fx how to get to the FX thread
     */
    public UnexpectedErrors(PanelLog log, Executor files, Executor fx) {
        this.log = log;
        this.files = files;
        this.fx = fx;
    }

    /** Takes what no thread's own code catches, the FX thread's too. */
    public void install() {
        Thread.setDefaultUncaughtExceptionHandler(this::tell);
    }

    /** What there is to tell; nothing once it was dismissed. */
    public ReadOnlyObjectProperty<Notice> noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    public void dismiss() {
        notice.set(Notice.NONE);
    }

    public void tell(Thread thread, Throwable problem) {
        BugReport bug = BugReport.of(thread, problem);
        try {
            files.execute(() -> keep(bug));
        } catch (RejectedExecutionException ended) {
            LOGGER.log(Level.ERROR, "A bug while the panel ends, on thread {0}: {1}", bug.thread(), bug.trace());
        }
    }

    private void keep(BugReport bug) {
        long times = known.merge(bug.trace(), 1L, Long::sum);
        try {
            if (times == 1) {
                LOGGER.log(Level.ERROR, "A bug on thread {0}: {1}", bug.thread(), bug.trace());
                log.write(bug);
            } else if (Long.bitCount(times) == 1) {
                // Of a bug that comes a hundred times a second, a line now and then is enough.
                log.writeAgain(bug, times);
            }
            showOnce(bug, times, Texts.text("bug.notice", log.path()));
        } catch (IOException e) {
            showOnce(bug, times, Texts.text("bug.notice.unwritten", log.path()));
        }
    }

    private void showOnce(BugReport bug, long times, String text) {
        if (times == 1) {
            fx.execute(() -> notice.set(new Notice(text, bug.trace())));
        }
    }
}
