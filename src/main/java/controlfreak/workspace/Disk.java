package controlfreak.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The steps of a save that a disk may refuse; tests make them fail. Blocks. */
interface Disk {
    Disk SYSTEM = new Disk() {};

    /** A new file in a folder, that only its owner may read. */
    default Path create(Path folder, String prefix, String suffix) throws IOException {
        return Files.createTempFile(folder, prefix, suffix);
    }

    /** Makes all of a file's content this, from its beginning on; it is on the disk once this returns. */
    default void fill(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            // At the end: room that the old content had is not given away before the new one is there.
            channel.truncate(content.length);
            channel.force(true);
        }
    }

    /** Puts a file in another's place in one step. */
    default void replace(Path target, Path by) throws IOException {
        Files.move(by, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
