package controlfreak.process.io;

import com.sun.jna.Memory;
import controlfreak.process.LaunchException;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the I/O thread's wait from another thread, by a byte in a pipe. {@link #ring} may be called from any thread, the
 * rest from the I/O thread.
 */
final class Wakeup {
    private static final int ROOM = 64;

    private final AtomicBoolean rung = new AtomicBoolean();
    private final Memory bytes = new Memory(ROOM);
    private final int readEnd;
    private final int writeEnd;
    private boolean closed;

    Wakeup() throws LaunchException {
        int[] ends = Pipe.ends();
        readEnd = ends[0];
        writeEnd = ends[1];
        LibC.C.fcntl(readEnd, Abi.F_SETFL, Abi.O_RDONLY | Abi.O_NONBLOCK);
        LibC.C.fcntl(writeEnd, Abi.F_SETFL, Abi.O_WRONLY | Abi.O_NONBLOCK);
    }

    int descriptor() {
        return readEnd;
    }

    /** Locked against {@link #close}, as the number of a closed descriptor soon belongs to something else. */
    void ring() {
        if (rung.compareAndSet(false, true)) {
            synchronized (this) {
                if (!closed) {
                    LibC.C.write(writeEnd, bytes, 1);
                }
            }
        }
    }

    /** To be called before looking at what the bell was rung for: what comes later rings again. */
    void rearm() {
        rung.set(false);
    }

    /** Takes the bytes out of the pipe; to be called when it can be read. */
    void answer() {
        LibC.C.read(readEnd, bytes, ROOM);
    }

    synchronized void close() {
        closed = true;
        LibC.C.close(readEnd);
        LibC.C.close(writeEnd);
    }
}
