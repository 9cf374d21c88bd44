package controlfreak.model;

/**
 * How a process ended: the raw wait status of waitpid(2). Immutable; any thread.
 *
 * @param raw the low seven bits are the signal (0: it exited), the next the core flag, the byte above the exit code
 */
public record ExitStatus(int raw) {
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

    /** Whether it exited by itself with code 0. */
    public boolean isNormal() {
        return signal() == 0 && code() == 0;
    }

    /** {@code exit 1} or {@code SIGKILL}: for a column, whose name says the rest. */
    public String brief() {
        return signal() == 0 ? text() : Signal.nameOf(signal());
    }

    /** {@code exit 1} or {@code killed by SIGKILL}. */
    public String text() {
        if (signal() == 0) {
            return "exit " + code();
        }
        return "killed by " + Signal.nameOf(signal()) + (coreDumped() ? ", core dumped" : "");
    }
}
