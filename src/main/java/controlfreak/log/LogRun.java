package controlfreak.log;

import java.time.Instant;
import java.util.Optional;

/**
 * One run of a process, from its start to its end, as the log has it. Immutable; any thread.
 *
 * @param words what was said of the start
 * @param until when the next run was started: what comes before is of this one; empty for the newest
 * @param cause how it ended; empty where it goes on, or where nobody saw it end
 */
public record LogRun(Instant start, String words, Optional<Instant> until, Optional<String> cause) {}
