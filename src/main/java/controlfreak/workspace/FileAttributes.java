package controlfreak.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;

/** Whose a file is, who may use it, and what else is noted with it. Blocks. */
final class FileAttributes {
    private FileAttributes() {}

    /**
     * Makes one file a copy of another with all of its attributes, as far as the system lets: mode, owner, group, and,
     * on Linux, extended ones with the access control list among them.
     *
     * @return whether it is known to have them
     */
    static boolean copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        PosixFileAttributeView before = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (before == null) {
            return true;
        }
        PosixFileAttributes wished = before.readAttributes();
        PosixFileAttributes got = Files.readAttributes(to, PosixFileAttributes.class);
        return wished.owner().equals(got.owner())
                && wished.group().equals(got.group())
                && wished.permissions().equals(got.permissions())
                && notes(from).equals(notes(to));
    }

    /** Takes all rights from others than its owner, where it is ours to take. */
    static void makePrivate(Path file) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException | UnsupportedOperationException notOurs) {
            // Of one who shares the folder, or where there are no such rights: it has those that the file had.
            return;
        }
    }

    private static List<String> notes(Path file) {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        try {
            return view == null ? List.of() : view.list().stream().sorted().toList();
        } catch (IOException notOnThisFileSystem) {
            return List.of();
        }
    }

    /** Whether the file goes by other names, too: hard links. */
    static boolean hasOtherNames(Path file) throws IOException {
        try {
            return (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1;
        } catch (UnsupportedOperationException | IllegalArgumentException notCountedHere) {
            return false;
        }
    }
}
