package controlfreak.engine.base;

/** Puts the cause of a state, which may be a phrase or whole sentences, into more words. Pure; any thread. */
public final class Causes {
    private Causes() {}

    /** What went wrong at last, and that it will not be tried again. */
    public static String gaveUp(String cause, int tries) {
        return tries == 0 ? cause : gaveUp(cause, tries + (tries == 1 ? " try" : " tries"));
    }

    /** The same, after {@code 5 starts within 1 min}. */
    public static String gaveUp(String cause, String attempts) {
        return withoutStop(cause) + ", gave up after " + attempts;
    }

    /** A sentence for the one who asked and did not get it. */
    public static String sentence(String subject, String cause) {
        return subject + (cause.isEmpty() ? " was stopped." : ": " + withoutStop(cause) + ".");
    }

    /** Two causes, of which each may be empty. */
    public static String joined(String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : withoutStop(first) + "; " + second;
    }

    private static String withoutStop(String cause) {
        return cause.endsWith(".") ? cause.substring(0, cause.length() - 1) : cause;
    }
}
