package controlfreak.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Gives a file new content so that, whatever happens, the old or the new one is there in full. A new file is its owner's
 * alone, and so is the version before that is kept; one that is there keeps its mode, owner, group and what else is noted with it: where a new file in its place
 * could not have that, or it has other names (hard links), or its folder takes no new file, it is written in place, with
 * a copy kept until that is done. Symbolic links are followed. Blocks.
 */
public final class SafeFile {
    private static final int MAX_LINKS = 40;

    private final Path target;
    private final boolean keepPrevious;
    private final Disk disk;

    private SafeFile(Path target, boolean keepPrevious, Disk disk) {
        this.target = target;
        this.keepPrevious = keepPrevious;
        this.disk = disk;
    }

    /**
     * Writes a file.
     *
     * @param keepPrevious whether the version before is kept beside it, with a tilde after its name, where its folder
     *     takes that
     * @throws DamagedFileException where it was written half and could not be put back
     * @throws IOException where it could not be written; it is as it was
     */
    public static void write(Path file, byte[] content, boolean keepPrevious) throws IOException {
        write(file, content, keepPrevious, Disk.SYSTEM);
    }

    static void write(Path file, byte[] content, boolean keepPrevious, Disk disk) throws IOException {
        Path target = followed(file.toAbsolutePath());
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new IOException("it is no regular file");
        }
        SafeFile safe = new SafeFile(target, keepPrevious, disk);
        if (!safe.replace(content)) {
            safe.writeInPlace(content);
        }
    }

    /** Says of a write that failed what there is now. */
    static String outcome(Path file, IOException failure) {
        if (failure instanceof DamagedFileException damaged) {
            return "The file is damaged now; what it said before is kept as " + damaged.copy() + ".";
        }
        return Files.exists(file) ? "The file is as it was." : "Nothing was written.";
    }

    /** Follows links also where the file at their end is not there yet. */
    private static Path followed(Path file) throws IOException {
        Path target = file;
        for (int links = 0; Files.isSymbolicLink(target) && links < MAX_LINKS; links++) {
            target = target.resolveSibling(Files.readSymbolicLink(target)).normalize();
        }
        return target;
    }

    /** Puts a new file in the place of the old one; false where there cannot be such a new file. */
    private boolean replace(byte[] content) throws IOException {
        boolean isNew = !Files.exists(target);
        if (!isNew && FileAttributes.hasOtherNames(target)) {
            return false;
        }
        Optional<Path> created = created(isNew);
        if (created.isEmpty()) {
            return false;
        }
        Path temporary = created.get();
        try {
            if (!isNew && !FileAttributes.copy(target, temporary)) {
                return false;
            }
            disk.fill(temporary, content);
            if (keepPrevious && !isNew) {
                keep();
            }
            return takesPlace(temporary, isNew);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private Optional<Path> created(boolean isNew) throws IOException {
        try {
            return Optional.of(disk.create(target.getParent(), "." + shortName(), ".tmp"));
        } catch (IOException refused) {
            if (isNew) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    /** A file that something else is mounted on, or that the system protects, cannot be replaced. */
    private boolean takesPlace(Path temporary, boolean isNew) throws IOException {
        try {
            disk.replace(target, temporary);
        } catch (IOException refused) {
            if (isNew) {
                throw refused;
            }
            return false;
        }
        if (keepPrevious && !isNew) {
            FileAttributes.makePrivate(previous());
        }
        syncFolder();
        return true;
    }

    private void writeInPlace(byte[] content) throws IOException {
        byte[] before = Files.readAllBytes(target);
        Path copy = copied(before);
        try {
            disk.fill(target, content);
        } catch (IOException failure) {
            putBack(before, copy, failure);
            Files.deleteIfExists(copy);
            throw failure;
        }
        if (keepPrevious && target.getParent().equals(copy.getParent())) {
            Files.move(copy, previous(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.deleteIfExists(copy);
    }

    private void putBack(byte[] before, Path copy, IOException failure) throws IOException {
        try {
            if (!Arrays.equals(before, Files.readAllBytes(target))) {
                disk.fill(target, before);
            }
        } catch (IOException again) {
            failure.addSuppressed(again);
            throw new DamagedFileException(copy, failure);
        }
    }

    /** A copy that only its owner may read: beside the file, or else in the panel's own folder. */
    private Path copied(byte[] content) throws IOException {
        Path copy;
        try {
            copy = disk.create(target.getParent(), shortName() + ".before-", "");
        } catch (IOException takesNoNewFile) {
            Path folder = Folders.ofSystem().state().resolve("recovery");
            Folders.make(folder);
            copy = disk.create(folder, shortName() + ".before-", "");
        }
        try {
            disk.fill(copy, content);
        } catch (IOException failure) {
            Files.deleteIfExists(copy);
            throw failure;
        }
        return copy;
    }

    private Path previous() {
        return target.resolveSibling(target.getFileName() + "~");
    }

    /** A long name with more around it would be too long for the file system. */
    private String shortName() {
        String name = target.getFileName().toString();
        return name.length() > 40 ? name.substring(0, 40) : name;
    }

    /** The file itself stays where it is: there is no moment without it. */
    private void keep() throws IOException {
        Path link = target.resolveSibling(
                "." + shortName() + "~" + ProcessHandle.current().pid());
        try {
            Files.deleteIfExists(link);
            try {
                Files.createLink(link, target);
            } catch (IOException | UnsupportedOperationException noLinksHere) {
                Files.copy(target, link, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
            }
            Files.move(link, previous(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            // A rename onto another link to the same file leaves both.
            Files.deleteIfExists(link);
        }
    }

    private void syncFolder() {
        try (FileChannel channel = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notHere) {
            // Some file systems cannot sync a folder; the file itself is synced.
            return;
        }
    }
}
