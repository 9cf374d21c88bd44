package controlfreak.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Replaces a file's content so that, whatever happens, either the old or the new one is there in full. Blocks. */
final class AtomicFile {
    private static final int MAX_LINKS = 40;

    /** Fills a new file; tests make it fail. */
    @FunctionalInterface
    interface Filler {
        void fill(Path file, byte[] content) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Writes a file of mode 0600. A symbolic link stays, what it points to is written.
     *
     * @param keepPrevious whether the version before is kept beside it, with a tilde after its name
     */
    static void write(Path file, byte[] content, boolean keepPrevious) throws IOException {
        write(file, content, keepPrevious, AtomicFile::fill);
    }

    static void write(Path file, byte[] content, boolean keepPrevious, Filler filler) throws IOException {
        Path target = target(file.toAbsolutePath());
        Path folder = target.getParent();
        Path temporary = Files.createTempFile(folder, "." + shortName(target), ".tmp");
        try {
            filler.fill(temporary, content);
            if (keepPrevious && Files.exists(target)) {
                keep(target);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        sync(folder);
    }

    private static void fill(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Follows links also where the file at their end is not there yet. */
    private static Path target(Path file) throws IOException {
        Path target = file;
        for (int links = 0; Files.isSymbolicLink(target) && links < MAX_LINKS; links++) {
            target = target.resolveSibling(Files.readSymbolicLink(target)).normalize();
        }
        return target;
    }

    /** A long name with more around it would be too long for the file system. */
    private static String shortName(Path file) {
        String name = file.getFileName().toString();
        return name.length() > 40 ? name.substring(0, 40) : name;
    }

    /** The file itself stays where it is: there is no moment without it. */
    private static void keep(Path target) throws IOException {
        Path previous = target.resolveSibling(target.getFileName() + "~");
        Path link = target.resolveSibling(
                "." + shortName(target) + "~" + ProcessHandle.current().pid());
        try {
            Files.deleteIfExists(link);
            try {
                Files.createLink(link, target);
            } catch (IOException | UnsupportedOperationException noLinksHere) {
                Files.copy(target, link, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
            }
            Files.move(link, previous, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            // A rename onto another link to the same file leaves both.
            Files.deleteIfExists(link);
        }
    }

    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notHere) {
            // Some file systems cannot sync a folder; the file itself is synced.
            return;
        }
    }
}
