package controlfreak.model;

/** The signals that an operator may send. Any thread. */
public enum Signal {
    HUP,
    INT,
    QUIT,
    ABRT,
    KILL,
    USR1,
    SEGV,
    USR2,
    PIPE,
    ALRM,
    TERM,
    CONT,
    STOP,
    WINCH;

    private static final SignalNames NAMES = SignalNames.ofThisSystem();

    /** Whether a process that does nothing about it is ended by it (signal(7)). */
    public boolean ends() {
        return this != CONT && this != STOP && this != WINCH;
    }

    /** The signal's number on this system. */
    public int number() {
        return NAMES.number(this);
    }

    /** {@code SIGFPE} for 8: the name of any signal of this system, and {@code signal 32} for a number without one. */
    public static String nameOf(int number) {
        return NAMES.of(number);
    }
}
