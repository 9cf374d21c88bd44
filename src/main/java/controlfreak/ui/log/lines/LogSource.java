package controlfreak.ui.log.lines;

import controlfreak.log.Log;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One log to show, under a name. Two are equal when name and log are. Any thread.
 *
 * @param startedAt when its process was last started, asked while there is no line to show; any thread may call it
 */
public record LogSource(String name, Log log, Supplier<Optional<Instant>> startedAt) {
    /** A source of which it is not known when its process was started. */
    public LogSource(String name, Log log) {
        this(name, log, Optional::empty);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogSource that && name.equals(that.name) && log == that.log;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
