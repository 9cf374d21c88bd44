package controlfreak.model;

/**
 * How a process ended: the raw wait status of waitpid(2). Immutable; any thread.
 *
 * @param raw the low seven bits are the signal (0: it exited), the next the core flag, the byte above the exit code
 * @param isWanted whether it counts as a normal end for the program that ended so, whatever the status says
 */
public record ExitStatus(int raw, boolean isWanted) {
    public ExitStatus(int raw) {
        this(raw, false);
    }

    public static ExitStatus exited(int code) {
        return new ExitStatus((code & 0xff) << 8);
    }

    public static ExitStatus killedBy(Signal signal) {
        return new ExitStatus(signal.number());
    }

    /** The number of the signal that ended it, 0 where it exited by itself. */
    public int signal() {
        return raw & 0x7f;
    }

    /** The exit code, 0 to 255; 0 where a signal ended it. */
    public int code() {
        return signal() == 0 ? (raw >> 8) & 0xff : 0;
    }

    public boolean coreDumped() {
        return signal() != 0 && (raw & 0x80) != 0;
    }

    /** The same end, as a normal one. */
    ExitStatus wanted() {
        return new ExitStatus(raw, true);
    }

    /** Whether it exited by itself with code 0, or in a way that counts as such. */
    public boolean isNormal() {
        return isWanted || signal() == 0 && code() == 0;
    }

    /** Whether both ended by the same signal, or with the same exit code. */
    boolean isLike(ExitStatus other) {
        return signal() == other.signal() && code() == other.code();
    }

    /** {@code exit 1} or {@code SIGKILL}: for a column, whose name says the rest. */
    public String brief() {
        return signal() == 0 ? "exit " + code() : Signal.nameOf(signal());
    }

    /** {@code exit 1}, {@code killed by SIGKILL}, or {@code exit 143 (a normal end)}. */
    public String text() {
        String how = signal() == 0 ? "exit " + code() : "killed by " + Signal.nameOf(signal());
        return how + (coreDumped() ? ", core dumped" : "") + (isWanted ? " (a normal end)" : "");
    }
}
