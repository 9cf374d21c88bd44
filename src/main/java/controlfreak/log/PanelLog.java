package controlfreak.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * The panel's own log, of its bugs: {@code panel.log} in the state folder, for this user only, at most half a megabyte
 * and as much set aside. It blocks. One thread at a time.
 */
public final class PanelLog {
    private static final LogLimits LIMITS = new LogLimits(1, 1, 1, 512 * 1024, 1);

    private final LogFile file;
    private final Clock clock;
    private final String version;

    /** @param version which panel it is, and what it runs on */
    public PanelLog(Path folder, Clock clock, String version) {
        file = new LogFile(folder.resolve("panel.log"), LIMITS);
        this.clock = clock;
        this.version = version;
    }

    public Path path() {
        return file.path();
    }

    /** Writes a bug down. */
    public void write(BugReport bug) throws IOException {
        append(head("a bug on thread " + bug.thread() + ", " + version) + bug.trace());
    }

    /** Writes down that a bug that it has came again. */
    public void writeAgain(BugReport bug, long times) throws IOException {
        append(head("the same on thread " + bug.thread() + " as before, " + times + " times by now")
                + bug.trace().lines().findFirst().orElse("") + "\n");
    }

    private String head(String what) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + what + "\n";
    }

    private void append(String text) throws IOException {
        try {
            file.recheck();
            file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        } finally {
            file.close();
        }
    }
}
