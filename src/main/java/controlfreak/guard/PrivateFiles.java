package controlfreak.guard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/**
 * Makes and checks what is this user's alone: folders of mode 0700 and files of mode 0600, whatever the umask, none of
 * them a link or another user's. One that was there with a wider mode is narrowed. Where the file system knows no such
 * modes, nothing is made or checked of them. Any thread; blocks.
 */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {}

    /**
     * Makes a folder where it is not there, and those that it is in.
     *
     * @throws FileSystemException with a reason for people where it is a link, no folder or another user's
     */
    public static void makeFolder(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        if (!Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
            Path parent = absolute.getParent();
            if (parent != null && !Files.isDirectory(parent)) {
                makeFolder(parent);
            }
            make(absolute);
        }
        if (Files.isSymbolicLink(absolute)) {
            throw refused(absolute, "it is a link, which is not followed here");
        }
        if (!Files.isDirectory(absolute, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(absolute, "it is no folder");
        }
        narrow(absolute, FOLDER);
    }

    private static void make(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, attributes(folder, FOLDER));
        } catch (FileAlreadyExistsException byAnotherPanel) {
            // What it is, is looked at next.
            return;
        }
    }

    /**
     * Opens a file, which is made where it is not there and the options say so; its folder has to be there.
     *
     * @throws FileSystemException with a reason for people where it is a link, no regular file or another user's
     */
    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            requireFile(file);
        }
        Set<OpenOption> all = new HashSet<>(Set.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        FileChannel channel = FileChannel.open(file, all, attributes(file, FILE));
        try {
            narrow(file, FILE);
            return channel;
        } catch (IOException | RuntimeException refused) {
            channel.close();
            throw refused;
        }
    }

    /**
     * Writes a text to a file that the operator has chosen: a new one is his alone, one that is there keeps its mode, and
     * links are his own.
     *
     * @return the file
     */
    public static Path write(Path file, String text) throws IOException {
        boolean isNew = !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        if (isNew) {
            open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
        }
        return Files.writeString(file, text);
    }

    /**
     * Reads a file that is to be believed.
     *
     * @param most so many bytes it may have
     * @throws FileSystemException with a reason for people where it has more, or another user may have written it: it, or
     *     a folder that it is in, is his, or he may write there
     */
    public static byte[] readTrusted(Path file, int most) throws IOException {
        requireTrusted(file);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw refused(file, "it is larger than " + (most >> 20) + " MB");
            }
            return bytes;
        }
    }

    /** Refuses to believe a regular file, or a folder, that another user may have written, as {@link #readTrusted} does. */
    public static void requireTrusted(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            requireFile(path);
        }
        Doubts.of(path.toAbsolutePath());
    }

    /** Refuses what belongs to another user. */
    static void requireOwn(Path path) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null) {
            Doubts.requireOwn(path, view.readAttributes());
        }
    }

    private static void requireFile(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw refused(file, "it is a link, which is not followed here");
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(file, "it is no regular file");
        }
    }

    private static void narrow(Path path, Set<PosixFilePermission> wished) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return;
        }
        PosixFileAttributes is = view.readAttributes();
        Doubts.requireOwn(path, is);
        if (!is.permissions().equals(wished)) {
            // What was looked at is no link, and who could put one in its place is this user.
            Files.setPosixFilePermissions(path, wished);
        }
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static FileSystemException refused(Path path, String reason) {
        return new FileSystemException(path.toString(), null, reason);
    }
}
