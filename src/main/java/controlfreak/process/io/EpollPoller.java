package controlfreak.process.io;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import controlfreak.process.LaunchException;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import java.util.Set;

/** Linux's epoll: its cost is that of the ready descriptors, whatever the number of watched ones. I/O thread only. */
final class EpollPoller implements Poller {
    private static final int ADD = 1;
    private static final int DELETE = 2;
    private static final int READABLE = 0x1;
    private static final int WRITABLE = 0x4;
    /** How many events one call takes; more wait for the next call. */
    private static final int ROOM = 256;

    private static final int DATA = dataAt(System.getProperty("os.arch", ""));
    private static final int EVENT = DATA + Long.BYTES;

    private final int epoll;
    private final Memory events = new Memory((long) ROOM * EVENT);
    private final Memory change = new Memory(EVENT);

    /** Where the 64 bits of data follow the 32 of events: at once on Intel's processors, aligned on all others. */
    static int dataAt(String architecture) {
        return Set.of("amd64", "x86_64", "x86", "i386", "i486", "i586", "i686").contains(architecture)
                ? Integer.BYTES
                : Long.BYTES;
    }

    EpollPoller() throws LaunchException {
        epoll = LibC.C.epoll_create1(Abi.O_CLOEXEC);
        if (epoll < 0) {
            throw Pipe.refusal(Native.getLastError());
        }
    }

    @Override
    public void add(int descriptor, boolean forWriting) {
        change.setInt(0, forWriting ? WRITABLE : READABLE);
        change.setLong(DATA, descriptor);
        if (LibC.C.epoll_ctl(epoll, ADD, descriptor, change) < 0) {
            throw new IllegalStateException("epoll refused a descriptor, error " + Native.getLastError());
        }
    }

    @Override
    public void remove(int descriptor) {
        LibC.C.epoll_ctl(epoll, DELETE, descriptor, change);
    }

    @Override
    public int await(int timeoutMillis) {
        return Math.max(0, LibC.C.epoll_wait(epoll, events, ROOM, timeoutMillis));
    }

    @Override
    public int ready(int index) {
        return (int) events.getLong((long) index * EVENT + DATA);
    }

    @Override
    public void close() {
        LibC.C.close(epoll);
        events.close();
        change.close();
    }
}
