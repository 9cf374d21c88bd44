package controlfreak.model;

/**
 * Where a service's standard streams lead. Immutable; any thread.
 *
 * @param keepStdout whether standard output goes to the log (else to /dev/null)
 * @param keepStderr whether standard error goes to the log (else to /dev/null)
 */
public record Streams(Stdin stdin, boolean keepStdout, boolean keepStderr) {
    public static final Streams DEFAULT = new Streams(new Stdin.Empty(), true, true);

    /** Whether standard input stays open as long as the process runs. */
    public boolean openStdin() {
        return stdin instanceof Stdin.Open;
    }

    public Streams withStdin(Stdin newStdin) {
        return new Streams(newStdin, keepStdout, keepStderr);
    }

    public Streams withKeepStdout(boolean keep) {
        return new Streams(stdin, keep, keepStderr);
    }

    public Streams withKeepStderr(boolean keep) {
        return new Streams(stdin, keepStdout, keep);
    }

    /** Whether anything that is written can be seen. */
    public boolean keepsAny() {
        return keepStdout || keepStderr;
    }
}
