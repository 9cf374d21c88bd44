package controlfreak.model;

/** How long a single text may be that a process is started with: on Linux 32 pages, see execve(2). Any thread. */
public final class ExecLimit {
    /** So many bytes of UTF-8, with a NUL at the end. */
    public static final int BYTES = 128 * 1024;

    private ExecLimit() {}

    /** Whether no process can get it as an argument, or as the value of a variable. */
    public static boolean isAbove(String text) {
        if (text.length() < BYTES / 3) {
            return false;
        }
        if (text.length() >= BYTES) {
            return true;
        }
        long bytes = text.codePoints()
                .mapToLong(point -> point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)
                .sum();
        return bytes >= BYTES;
    }
}
