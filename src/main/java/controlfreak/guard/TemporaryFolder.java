package controlfreak.guard;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A private folder for what lives no longer than this process, in the system's folder for such. A lock in it tells that
 * its process lives: folders of this user that were left behind by processes which were killed are removed when the next
 * one is made. Any thread; blocks.
 */
public final class TemporaryFolder implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(TemporaryFolder.class.getName());
    private static final String LOCK = ".lock";
    /** A process that opens and closes a lock file loses the lock that it has on it; so does one that forgets it. */
    private static final Map<Path, FileChannel> HELD_HERE = new ConcurrentHashMap<>();

    private final Path path;

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    /** Makes one whose name begins like this, and removes those of that name that were left behind. */
    public static TemporaryFolder make(String prefix) throws IOException {
        return make(Path.of(System.getProperty("java.io.tmpdir")), prefix);
    }

    static TemporaryFolder make(Path parent, String prefix) throws IOException {
        removeAbandoned(parent, prefix);
        while (true) {
            Path made = Files.createTempDirectory(parent, prefix).toAbsolutePath();
            FileChannel lock =
                    PrivateFiles.open(made.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            HELD_HERE.put(made, lock);
            boolean isHeld = lock.lock().isValid();
            if (isHeld && Files.exists(made.resolve(LOCK))) {
                return new TemporaryFolder(made);
            }
            HELD_HERE.remove(made);
            // Another process took it for abandoned before it was locked.
            lock.close();
        }
    }

    public Path path() {
        return path;
    }

    /** Removes it with the files in it. */
    @Override
    public void close() throws IOException {
        try (FileChannel lock = HELD_HERE.remove(path)) {
            if (lock != null) {
                remove(path);
            }
        }
    }

    private static void removeAbandoned(Path parent, String prefix) throws IOException {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path other : others) {
                removeIfAbandoned(other.toAbsolutePath());
            }
        }
    }

    private static void removeIfAbandoned(Path folder) {
        Path file = folder.resolve(LOCK);
        boolean hasLock = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        if (!hasLock || HELD_HERE.containsKey(folder)) {
            return;
        }
        try {
            PrivateFiles.requireOwn(folder);
            try (FileChannel channel = PrivateFiles.open(file, StandardOpenOption.WRITE);
                    FileLock held = channel.tryLock()) {
                if (held != null) {
                    remove(folder);
                }
            }
        } catch (IOException | OverlappingFileLockException foreign) {
            LOGGER.log(Level.DEBUG, "It is not ours to remove", foreign);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
