package controlfreak.log;

import controlfreak.guard.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes files of logs, or a folder of them, along to another place. What was in that place is set aside there under the
 * same name with a "~", in place of what was set aside before. Any thread; blocks.
 */
final class Carry {
    /** A file that was set aside is never written again, so two folders may have it in common. */
    private static final Pattern OLD = Pattern.compile(".*\\.\\d+");

    private Carry() {}

    /**
     * Where there is nothing, nothing is done.
     *
     * @param leave whether what is there stays there, too
     */
    static void along(Path from, Path to, boolean leave) throws IOException {
        if (leave) {
            copy(from, to);
        } else {
            move(from, to);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        if (prepared(from, to)) {
            Files.move(from, to);
            removeIfEmpty(from.toAbsolutePath().getParent());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!prepared(from, to)) {
            return;
        }
        if (!Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
            copyFile(from, to);
            return;
        }
        PrivateFiles.makeFolder(to);
        for (Path file : filesOf(from)) {
            copyFile(file, to.resolve(file.getFileName()));
        }
    }

    private static boolean prepared(Path from, Path to) throws IOException {
        if (from.equals(to) || !Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        PrivateFiles.makeFolder(to.toAbsolutePath().getParent());
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            Path aside = to.resolveSibling(to.getFileName() + "~");
            remove(aside);
            Files.move(to, aside);
        }
        return true;
    }

    private static void copyFile(Path from, Path to) throws IOException {
        if (OLD.matcher(from.getFileName().toString()).matches()) {
            try {
                Files.createLink(to, from);
                return;
            } catch (UnsupportedOperationException | FileSystemException noLinks) {
                Files.deleteIfExists(to);
            }
        }
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }

    private static void remove(Path aside) throws IOException {
        if (Files.isDirectory(aside, LinkOption.NOFOLLOW_LINKS)) {
            for (Path file : filesOf(aside)) {
                Files.delete(file);
            }
        }
        Files.deleteIfExists(aside);
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    private static void removeIfEmpty(Path folder) throws IOException {
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException | NoSuchFileException stillOfUse) {
            return;
        }
    }
}
