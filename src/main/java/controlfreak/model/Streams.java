package controlfreak.model;

/**
 * Where a service's standard streams lead. Immutable; any thread.
 *
 * @param openStdin whether standard input stays open, and silent, as long as the process runs (else it is /dev/null): some
 *     programs, watchers among them, end when their input ends
 * @param keepStdout whether standard output goes to the log (else to /dev/null)
 * @param keepStderr whether standard error goes to the log (else to /dev/null)
 */
public record Streams(boolean openStdin, boolean keepStdout, boolean keepStderr) {
    public static final Streams DEFAULT = new Streams(false, true, true);

    public Streams withOpenStdin(boolean open) {
        return new Streams(open, keepStdout, keepStderr);
    }

    public Streams withKeepStdout(boolean keep) {
        return new Streams(openStdin, keep, keepStderr);
    }

    public Streams withKeepStderr(boolean keep) {
        return new Streams(openStdin, keepStdout, keep);
    }

    /** Whether anything that is written can be seen. */
    public boolean keepsAny() {
        return keepStdout || keepStderr;
    }
}
