package controlfreak.process.io;

import com.sun.jna.Native;
import controlfreak.process.LaunchException;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import controlfreak.process.libc.Shortage;

/**
 * One pipe between the panel and a child that is about to be started. Any thread.
 *
 * @param parentEnd the panel's end, which never blocks
 * @param childEnd the child's end, which does, as programs expect
 */
public record Pipe(int parentEnd, int childEnd) {
    /** Numbers that ends are copied to in the child are smaller; a copy onto the same number would stay closed there. */
    public static final int FIRST_FREE = 10;

    /** @param parentWrites whether bytes go from the panel to the child */
    public static Pipe open(boolean parentWrites) throws LaunchException {
        int[] ends = ends();
        int parentEnd = ends[parentWrites ? 1 : 0];
        int childEnd = moved(ends[parentWrites ? 0 : 1], parentEnd);
        parentEnd = moved(parentEnd, childEnd);
        LibC.C.fcntl(parentEnd, Abi.F_SETFL, (parentWrites ? Abi.O_WRONLY : Abi.O_RDONLY) | Abi.O_NONBLOCK);
        return new Pipe(parentEnd, childEnd);
    }

    /** @param other is closed, too, where it cannot be done */
    private static int moved(int end, int other) throws LaunchException {
        if (end >= FIRST_FREE) {
            return end;
        }
        int moved = LibC.C.fcntl(end, Abi.F_DUPFD_CLOEXEC, FIRST_FREE);
        int error = Native.getLastError();
        LibC.C.close(end);
        if (moved < 0) {
            LibC.C.close(other);
            throw refusal(error);
        }
        return moved;
    }

    /** Two ends that no program started meanwhile by somebody else inherits: first the one to read from. */
    static int[] ends() throws LaunchException {
        int[] ends = new int[2];
        int answer = Abi.MAC ? LibC.C.pipe(ends) : LibC.C.pipe2(ends, Abi.O_CLOEXEC);
        if (answer < 0) {
            throw refusal(Native.getLastError());
        }
        if (Abi.MAC) {
            LibC.C.fcntl(ends[0], Abi.F_SETFD, Abi.FD_CLOEXEC);
            LibC.C.fcntl(ends[1], Abi.F_SETFD, Abi.FD_CLOEXEC);
        }
        return ends;
    }

    static LaunchException refusal(int error) {
        return new LaunchException(
                Shortage.of(error).orElse("The system refused a pipe to the program (error " + error + ")."));
    }
}
