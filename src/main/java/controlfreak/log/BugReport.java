package controlfreak.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A bug in words: what was thrown, where, and by what it was caused. Immutable; any thread.
 *
 * <p>What an exception says of itself may hold anything, a variable's value too; so it is given only where the virtual
 * machine says it, which knows types, names and places alone.
 *
 * @param thread the name of the thread that it happened on
 * @param trace lines of text, at most 64 Ki characters; the same for the same bug at the same place
 */
public record BugReport(String thread, String trace) {
    private static final int MAX_LENGTH = 64 * 1024;
    private static final List<Class<? extends Throwable>> HARMLESS = List.of(
            NullPointerException.class,
            IndexOutOfBoundsException.class,
            ClassCastException.class,
            ArithmeticException.class,
            ArrayStoreException.class,
            NegativeArraySizeException.class,
            LinkageError.class,
            VirtualMachineError.class);

    public static BugReport of(Thread thread, Throwable bug) {
        StringWriter text = new StringWriter();
        write(bug, "", new PrintWriter(text, true), Collections.newSetFromMap(new IdentityHashMap<>()));
        String trace = text.toString();
        return new BugReport(thread.getName(), trace.length() > MAX_LENGTH ? trace.substring(0, MAX_LENGTH) : trace);
    }

    private static void write(Throwable bug, String title, PrintWriter out, Set<Throwable> told) {
        if (!told.add(bug)) {
            return;
        }
        out.println(title + bug.getClass().getName() + message(bug));
        Arrays.stream(bug.getStackTrace()).forEach(frame -> out.println("\tat " + frame));
        for (Throwable suppressed : bug.getSuppressed()) {
            write(suppressed, "Suppressed: ", out, told);
        }
        if (bug.getCause() != null) {
            write(bug.getCause(), "Caused by: ", out, told);
        }
    }

    private static String message(Throwable bug) {
        boolean harmless = HARMLESS.stream().anyMatch(type -> type.isInstance(bug));
        return harmless && bug.getMessage() != null ? ": " + bug.getMessage() : "";
    }
}
