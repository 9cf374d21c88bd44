package controlfreak.process.spawn;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import controlfreak.process.libc.LibC;

/** Ignores one signal in this process and blocks another in this thread, for a while. */
final class OddSignals implements AutoCloseable {
    private static final Masks C = Native.load(Masks.class);
    private static final int SIGUSR1 = 10;
    private static final int SIGTERM = 15;
    private static final int BLOCK = 0;
    private static final int RESTORE = 2;

    private final byte[] former = new byte[128];
    private final Pointer handler;

    private OddSignals() {
        byte[] set = new byte[128];
        set[(SIGTERM - 1) / 8] = (byte) (1 << ((SIGTERM - 1) % 8));
        C.pthread_sigmask(BLOCK, set, former);
        handler = LibC.C.signal(SIGUSR1, Pointer.createConstant(1));
    }

    /** The C library's call for it. */
    interface Masks extends Library {
        int pthread_sigmask(int how, byte[] set, byte[] former);
    }

    static OddSignals ofThisThread() {
        return new OddSignals();
    }

    @Override
    public void close() {
        LibC.C.signal(SIGUSR1, handler);
        C.pthread_sigmask(RESTORE, former, null);
    }
}
