package controlfreak.process.net;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import controlfreak.process.Notice;
import controlfreak.process.SeenProcess;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import controlfreak.process.procfs.ProcSweep;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads messages from sockets, with who sent them where the system tells (unix(7), SCM_CREDENTIALS). Files that come
 * along are closed by the system, as there is no room for them. I/O thread only.
 */
final class NoticeReceiver {
    /** What is longer is none; systemd takes no more either. */
    private static final int LONGEST = 4096;

    /** The structures of 64-bit Linux; what is not set stays 0. */
    private static final int HEADER = 56;

    private static final int BUFFER_IN_HEADER = 16;
    private static final int BUFFERS_IN_HEADER = 24;
    private static final int CONTROL_IN_HEADER = 32;
    private static final int CONTROL_LENGTH_IN_HEADER = 40;
    private static final int FLAGS_IN_HEADER = 48;
    private static final int CREDENTIALS = 32;
    private static final int PID_IN_CREDENTIALS = 16;
    private static final int USER_IN_CREDENTIALS = 20;

    private final Memory text = new Memory(LONGEST);
    private final Memory buffer = new Memory(2L * Long.BYTES);
    private final Memory control = new Memory(CREDENTIALS);
    private final Memory header = new Memory(HEADER);
    private final ProcSweep processes = new ProcSweep("/proc");

    /** Whether this system tells who sends, so that anybody may be let near. */
    static boolean tellsSenders() {
        return Abi.LINUX && Native.POINTER_SIZE == Long.BYTES;
    }

    /** Has the system tell who sends to a socket. */
    static void askForSenders(int socket) {
        if (tellsSenders()) {
            try (Memory on = new Memory(Integer.BYTES)) {
                on.setInt(0, 1);
                LibC.C.setsockopt(socket, Abi.SOL_SOCKET, Abi.SO_PASSCRED, on, Integer.BYTES);
            }
        }
    }

    /** The next message; empty where there is none, or one that is too long. */
    Optional<Notice> receive(int socket) {
        if (!tellsSenders()) {
            int count = (int) LibC.C.read(socket, text, LONGEST);
            return count > 0 ? Optional.of(new Notice(text(count), Optional.empty(), true)) : Optional.empty();
        }
        header.clear();
        control.clear();
        buffer.setPointer(0, text);
        buffer.setLong(Long.BYTES, LONGEST);
        header.setPointer(BUFFER_IN_HEADER, buffer);
        header.setLong(BUFFERS_IN_HEADER, 1);
        header.setPointer(CONTROL_IN_HEADER, control);
        header.setLong(CONTROL_LENGTH_IN_HEADER, CREDENTIALS);
        int count = (int) LibC.C.recvmsg(socket, header, 0);
        boolean isWhole = count > 0 && (header.getInt(FLAGS_IN_HEADER) & Abi.MSG_TRUNC) == 0;
        return isWhole ? Optional.of(told(count)) : Optional.empty();
    }

    private Notice told(int count) {
        long pid = control.getInt(PID_IN_CREDENTIALS);
        Optional<SeenProcess> sender = pid > 0 ? processes.lookAt(pid) : Optional.empty();
        return new Notice(text(count), sender, control.getInt(USER_IN_CREDENTIALS) == LibC.C.getuid());
    }

    private String text(int count) {
        return new String(text.getByteArray(0, count), StandardCharsets.UTF_8);
    }
}
