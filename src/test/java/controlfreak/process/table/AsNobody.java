package controlfreak.process.table;

import controlfreak.process.libc.LibC;

/**
 * Makes this thread, and no other, one of the user nobody's for a while. Needs to be root. By the system call itself, as
 * the C library would change all threads.
 */
public final class AsNobody implements AutoCloseable {
    private static final int NOBODY = 65534;
    private static final int KEEP = 0;
    private static final long SETRESUID = System.getProperty("os.arch").equals("aarch64") ? 147 : 117;

    public AsNobody() {
        this(NOBODY);
    }

    /** As somebody else who is no more. */
    public AsNobody(int user) {
        LibC.C.syscall(SETRESUID, user, user, KEEP);
    }

    @Override
    public void close() {
        LibC.C.syscall(SETRESUID, 0, 0, 0);
    }
}
