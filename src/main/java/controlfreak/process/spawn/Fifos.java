package controlfreak.process.spawn;

import controlfreak.guard.TemporaryFolder;
import controlfreak.process.io.Reactor;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import controlfreak.process.libc.NativeText;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;

/** Pipes with names in a private folder, which is made with the first of them and goes with the I/O thread. Any thread. */
final class Fifos implements Reactor.Client {
    private static final Logger LOGGER = System.getLogger(Fifos.class.getName());
    private static final int OWN = 0600;

    private Optional<TemporaryFolder> folder = Optional.empty();
    private long count;

    /**
     * One of them.
     *
     * @param descriptor the end to read from, which never blocks
     */
    record Fifo(Path name, int descriptor) {}

    /** Makes one; empty where the system has none to give. */
    synchronized Optional<Fifo> make() {
        try {
            if (folder.isEmpty()) {
                folder = Optional.of(TemporaryFolder.make("cfk-out-"));
            }
            Path name = folder.get().path().resolve(Long.toString(count++, Character.MAX_RADIX));
            byte[] path = NativeText.bytes(name.toString());
            if (LibC.C.mkfifo(path, OWN) == 0) {
                int descriptor = LibC.C.open(path, Abi.O_RDONLY | Abi.O_NONBLOCK | Abi.O_CLOEXEC);
                if (descriptor >= 0) {
                    return Optional.of(new Fifo(name, descriptor));
                }
                remove(name);
            } else {
                // It may have been swept away; the next one has a folder of its own.
                abandon();
            }
        } catch (IOException refused) {
            LOGGER.log(Level.DEBUG, "There is no folder for pipes", refused);
        }
        return Optional.empty();
    }

    static void remove(Path name) {
        LibC.C.unlink(NativeText.bytes(name.toString()));
    }

    @Override
    public synchronized void abandon() {
        try {
            if (folder.isPresent()) {
                folder.get().close();
            }
        } catch (IOException refused) {
            LOGGER.log(Level.DEBUG, "The pipes could not be removed", refused);
        }
        folder = Optional.empty();
    }
}
