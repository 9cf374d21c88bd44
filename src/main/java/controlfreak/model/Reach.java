package controlfreak.model;

/** Whom a signal is sent to. */
public enum Reach {
    /** The program of a service; below a shell that only wraps it, what that runs. */
    PROGRAM("main"),
    /** All processes of its group. */
    GROUP("group");

    private final String word;

    Reach(String word) {
        this.word = word;
    }

    /** How a workspace file says it. */
    public String word() {
        return word;
    }

    /** What one expects: a signal that a program cannot hand on itself is for all of it. */
    public static Reach usualOf(Signal signal) {
        return switch (signal) {
            case STOP, CONT, KILL -> GROUP;
            default -> PROGRAM;
        };
    }
}
