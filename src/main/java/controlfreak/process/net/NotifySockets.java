package controlfreak.process.net;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import controlfreak.guard.TemporaryFolder;
import controlfreak.process.LaunchException;
import controlfreak.process.Notice;
import controlfreak.process.Notices;
import controlfreak.process.io.IoThread;
import controlfreak.process.io.Reactor;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import controlfreak.process.libc.NativeText;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Unix datagram sockets, watched by the I/O thread. A service may run as somebody else, so anybody can send to one whose
 * name he knows, where the system tells who did; elsewhere nobody else can enter their folder. Any thread; the folder is
 * made when it is first needed.
 */
public final class NotifySockets implements Notices, AutoCloseable {
    private static final Logger LOGGER = System.getLogger(NotifySockets.class.getName());
    /** An address has room for little more than a hundred bytes. */
    private static final int LONGEST_NAME = 40;

    private static final int CUT_NAME = 31;

    private static final Set<PosixFilePermission> ENTERED_BY_ALL = PosixFilePermissions.fromString("rwx--x--x");
    private static final Set<PosixFilePermission> WRITTEN_BY_ALL = PosixFilePermissions.fromString("rw-rw-rw-");

    private final IoThread io;
    /** The I/O thread's. */
    private Optional<NoticeReceiver> receiver = Optional.empty();

    private Optional<TemporaryFolder> folder = Optional.empty();
    private final Map<String, Integer> longNames = new HashMap<>();

    public NotifySockets(IoThread io) {
        this.io = io;
    }

    @Override
    public String address(String name) {
        return folder().resolve(file(name)).toString();
    }

    /** A number tells apart what is too long for an address; nobody can choose two names that share one. */
    private synchronized String file(String name) {
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        int number = longNames.computeIfAbsent(name, unknown -> longNames.size() + 1);
        return name.substring(0, CUT_NAME) + "~" + number;
    }

    private synchronized Path folder() {
        if (folder.isEmpty()) {
            try {
                TemporaryFolder made = TemporaryFolder.make("cfk-notify-");
                folder = Optional.of(made);
                if (Abi.LINUX) {
                    Files.setPosixFilePermissions(made.path(), ENTERED_BY_ALL);
                }
            } catch (IOException refused) {
                // Who listens there is refused, and says so; it is tried again with the next.
                LOGGER.log(Level.WARNING, "There is no folder for sockets", refused);
                return Path.of(System.getProperty("java.io.tmpdir"), "cfk-notify-none");
            }
        }
        return folder.get().path();
    }

    @Override
    public Runnable listen(String name, Consumer<Notice> heard) throws LaunchException {
        Reactor reactor = io.awaitOpen();
        Path address = Path.of(address(name));
        int socket = open(address);
        io.execute(() ->
                reactor.watch(socket, false, () -> receiver().receive(socket).ifPresent(heard)));
        AtomicBoolean isOpen = new AtomicBoolean(true);
        return () -> {
            if (isOpen.getAndSet(false)) {
                io.execute(() -> {
                    reactor.forget(socket);
                    LibC.C.close(socket);
                });
            }
        };
    }

    private NoticeReceiver receiver() {
        if (receiver.isEmpty()) {
            receiver = Optional.of(new NoticeReceiver());
        }
        return receiver.get();
    }

    private static int open(Path address) throws LaunchException {
        delete(address);
        int socket = LibC.C.socket(Abi.AF_UNIX, Abi.SOCK_DGRAM, 0);
        if (socket < 0) {
            throw new LaunchException("There is no socket for its messages: error " + Native.getLastError());
        }
        LibC.C.fcntl(socket, Abi.F_SETFD, Abi.FD_CLOEXEC);
        LibC.C.fcntl(socket, Abi.F_SETFL, Abi.O_NONBLOCK);
        try (Memory name = SocketAddresses.unix(NativeText.bytes(address.toString()))) {
            if (LibC.C.bind(socket, name, (int) name.size()) < 0) {
                int error = Native.getLastError();
                LibC.C.close(socket);
                throw new LaunchException("There is no socket for its messages: error " + error);
            }
        }
        NoticeReceiver.askForSenders(socket);
        if (NoticeReceiver.tellsSenders()) {
            letAllWrite(address);
        }
        return socket;
    }

    private static void letAllWrite(Path address) {
        try {
            Files.setPosixFilePermissions(address, WRITTEN_BY_ALL);
        } catch (IOException refused) {
            LOGGER.log(Level.WARNING, "Services of other users cannot say how they are", refused);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException refused) {
            LOGGER.log(Level.WARNING, "A socket could not be removed", refused);
        }
    }

    /** Removes the folder; who still listens hears no new sender. */
    @Override
    public synchronized void close() {
        folder.ifPresent(made -> {
            try {
                made.close();
            } catch (IOException refused) {
                LOGGER.log(Level.WARNING, "The sockets could not be removed", refused);
            }
        });
        folder = Optional.empty();
    }
}
