package controlfreak.model;

/**
 * Where a service's standard streams lead. Immutable; any thread.
 *
 * @param keepStdout whether standard output goes to the log (else to /dev/null)
 * @param keepStderr whether standard error goes to the log (else to /dev/null)
 */
public record Streams(boolean keepStdout, boolean keepStderr) {
    public static final Streams DEFAULT = new Streams(true, true);

    public Streams withKeepStdout(boolean keep) {
        return new Streams(keep, keepStderr);
    }

    public Streams withKeepStderr(boolean keep) {
        return new Streams(keepStdout, keep);
    }

    /** Whether anything that is written can be seen. */
    public boolean keepsAny() {
        return keepStdout || keepStderr;
    }
}
