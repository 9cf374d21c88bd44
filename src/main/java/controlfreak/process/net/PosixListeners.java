package controlfreak.process.net;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;
import controlfreak.model.SocketPlace;
import controlfreak.process.Listeners;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import controlfreak.process.libc.NativeText;
import controlfreak.process.libc.Shortage;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Listening sockets on Linux and macOS. Any thread; closing it closes all of them. */
public final class PosixListeners implements Listeners, AutoCloseable {
    /** Beyond all numbers that a child has them by: a copy onto the same number would stay closed in the child. */
    private static final int FIRST_NUMBER = 200;

    private final Set<Open> open = ConcurrentHashMap.newKeySet();

    @Override
    public Listener bind(SocketPlace place, Path folder, int backlog) throws BindException {
        if (!Abi.LINUX && !Abi.MAC) {
            throw new BindException("Control Freak binds sockets on Linux and macOS; this system is neither.", false);
        }
        return place instanceof SocketPlace.Unix unix
                ? listening(unix, folder, backlog)
                : listening((SocketPlace.Tcp) place, backlog);
    }

    private Listener listening(SocketPlace.Tcp place, int backlog) throws BindException {
        InetAddress address = address(place);
        int socket = socket(SocketAddresses.family(address));
        try (Memory structure = SocketAddresses.tcp(address, place.port())) {
            // Connections of an earlier run that linger at the port do not hold it.
            IntByReference yes = new IntByReference(1);
            LibC.C.setsockopt(socket, Abi.SOL_SOCKET, Abi.SO_REUSEADDR, yes.getPointer(), Integer.BYTES);
            check(LibC.C.bind(socket, structure, (int) structure.size()), socket, place);
        }
        check(LibC.C.listen(socket, backlog), socket, place);
        return new Open(socket, () -> {});
    }

    private static InetAddress address(SocketPlace.Tcp place) throws BindException {
        try {
            return InetAddress.getByName(place.address());
        } catch (UnknownHostException none) {
            throw new BindException(place.address() + " is no address.", false);
        }
    }

    private Listener listening(SocketPlace.Unix place, Path folder, int backlog) throws BindException {
        SocketFile file = new SocketFile(folder.resolve(place.path()).normalize());
        file.makeRoom();
        int socket = socket(Abi.AF_UNIX);
        try (Memory structure = SocketAddresses.unix(NativeText.bytes(file.path()))) {
            check(LibC.C.bind(socket, structure, (int) structure.size()), socket, place);
        }
        try {
            file.isBound();
            file.giveTo(place.mode(), place.owner());
        } catch (BindException refused) {
            LibC.C.close(socket);
            file.remove();
            throw refused;
        }
        // Nobody can connect before this, so nobody who may not.
        check(LibC.C.listen(socket, backlog), socket, place);
        return new Open(socket, file::remove);
    }

    private static int socket(int family) throws BindException {
        int socket = LibC.C.socket(family, Abi.SOCK_STREAM, 0);
        if (socket < 0) {
            throw new BindException(shortage(Native.getLastError()), false);
        }
        int number = LibC.C.fcntl(socket, Abi.F_DUPFD_CLOEXEC, FIRST_NUMBER);
        int error = Native.getLastError();
        LibC.C.close(socket);
        if (number < 0) {
            throw new BindException(shortage(error), false);
        }
        return number;
    }

    private static String shortage(int error) {
        return Shortage.of(error).orElse("The system refused a socket (error " + error + ").");
    }

    private static void check(int answer, int socket, SocketPlace place) throws BindException {
        if (answer >= 0) {
            return;
        }
        int error = Native.getLastError();
        LibC.C.close(socket);
        boolean isPort = place instanceof SocketPlace.Tcp;
        if (error == Abi.EADDRINUSE) {
            throw new BindException(place.text() + " is taken.", true);
        } else if (error == Abi.EACCES && isPort) {
            throw new BindException(
                    place.text() + " is a privileged port, at which this user may not listen. Choose one from 1024 on,"
                            + " or lower the system's limit (sysctl net.ipv4.ip_unprivileged_port_start).",
                    false);
        } else if (error == Abi.EADDRNOTAVAIL) {
            throw new BindException(place.text() + " is not an address of this machine.", false);
        } else if (error == Abi.EACCES || error == Abi.EPERM) {
            throw new BindException("There may be no socket at " + place.text() + ": permission denied.", false);
        }
        throw new BindException("The system refused to listen at " + place.text() + " (error " + error + ").", false);
    }

    @Override
    public void close() {
        open.forEach(Open::close);
    }

    /** One that listens. Any thread. */
    private final class Open implements Listener {
        private final int descriptor;
        private final Runnable after;
        private final AtomicBoolean isOpen = new AtomicBoolean(true);

        Open(int descriptor, Runnable after) {
            this.descriptor = descriptor;
            this.after = after;
            open.add(this);
        }

        @Override
        public int descriptor() {
            return descriptor;
        }

        @Override
        public void queue(int backlog) {
            LibC.C.listen(descriptor, backlog);
        }

        @Override
        public void close() {
            if (isOpen.getAndSet(false)) {
                open.remove(this);
                after.run();
                LibC.C.close(descriptor);
            }
        }
    }
}
