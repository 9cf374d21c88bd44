package controlfreak.model;

/** Whom a signal is sent to. */
public enum Reach {
    /** The program of a service; below a shell of the panel's own, what that runs. */
    PROGRAM,
    /** All processes of its group. */
    GROUP;

    /** What one expects: a signal that a program cannot hand on itself is for all of it. */
    public static Reach usualOf(Signal signal) {
        return switch (signal) {
            case STOP, CONT, KILL -> GROUP;
            default -> PROGRAM;
        };
    }
}
