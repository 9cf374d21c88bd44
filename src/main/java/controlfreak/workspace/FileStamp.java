package controlfreak.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;

/**
 * How a file was when it was read or written, to notice what others did to it meanwhile. Immutable; any thread.
 *
 * @param key the file's identity; empty where the system has none
 * @param hash of its content
 */
public record FileStamp(long size, FileTime modified, Optional<Object> key, String hash) {
    static FileStamp of(Path file, byte[] content) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileStamp(
                attributes.size(),
                attributes.lastModifiedTime(),
                Optional.ofNullable(attributes.fileKey()),
                Hashes.of(content));
    }

    /** How something is that cannot be read as what it should be; empty where it is gone. Blocks. */
    public static Optional<FileStamp> ofUnread(Path file) {
        try {
            return Optional.of(of(file, new byte[0]));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** A cheap look without reading the file: false means that it was touched, or is gone. Blocks. */
    public boolean looksUntouched(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Files.isReadable(file)
                    && attributes.size() == size
                    && attributes.lastModifiedTime().equals(modified)
                    && Objects.equals(Optional.ofNullable(attributes.fileKey()), key);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Whether the file says what it said, or something else, or is gone. Reads it; blocks. */
    public Change changeOf(Path file) {
        try {
            return Files.size(file) == size
                            && Hashes.of(Files.readAllBytes(file)).equals(hash)
                    ? Change.NONE
                    : Change.CONTENT;
        } catch (NoSuchFileException gone) {
            return Change.GONE;
        } catch (IOException unreadable) {
            return Change.CONTENT;
        }
    }

    /** What others did to a file. */
    public enum Change {
        NONE,
        /** It says something else now, or can no longer be read. */
        CONTENT,
        /** It was deleted or moved. */
        GONE
    }
}
