package controlfreak.jvmproxy;

import controlfreak.guard.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The archives of this user, one for each key. Proxies that want the same one wait for the first. Main thread only. */
final class ArchiveStore {
    private static final int KEPT = 10;
    private static final int KEY_LENGTH = 32;
    private static final Duration ABANDONED = Duration.ofDays(1);
    private static final String TEMPORARY = ".tmp";
    private static final String LOCK = ".lock";

    /** Makes an archive. */
    interface Maker {
        /**
         * Makes it as this file.
         *
         * @throws IOException with the reason why there is none
         */
        void make(Path file) throws IOException, InterruptedException;
    }

    /** Tells whether an archive is whole and fits. */
    interface Test {
        boolean fits(ArchiveFile archive) throws IOException, InterruptedException;
    }

    private final Path folder;

    ArchiveStore(Path folder) {
        this.folder = folder;
    }

    /** Where the XDG base directories have it. */
    static ArchiveStore ofUser(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = cache.startsWith("/") ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache");
        return new ArchiveStore(base.resolve("controlfreak").resolve("jvm"));
    }

    /**
     * The archive for a key, made anew where there is none or a broken one.
     *
     * @param facts all that the archive depends on
     */
    ArchiveFile obtain(ArchiveKind kind, List<String> facts, Test test, Maker maker)
            throws IOException, InterruptedException {
        boolean wasOurs = isTrusted(folder);
        PrivateFiles.makeFolder(folder);
        PrivateFiles.requireTrusted(folder);
        if (!wasOurs) {
            clear();
        }
        String key = key(facts);
        ArchiveFile archive = new ArchiveFile(kind, folder.resolve(key + "." + kind.extension()));
        try (FileChannel channel = PrivateFiles.open(
                        folder.resolve(key + LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (!held.isValid() || !archive.exists() || !isTrusted(archive.path()) || !test.fits(archive)) {
                make(archive, test, maker);
            }
            Files.setLastModifiedTime(archive.path(), FileTime.from(Instant.now()));
            prune();
        }
        return archive;
    }

    /** What is in an archive is executed. */
    private static boolean isTrusted(Path path) {
        try {
            PrivateFiles.requireTrusted(path);
            return true;
        } catch (NoSuchFileException notThereYet) {
            return true;
        } catch (IOException doubt) {
            return false;
        }
    }

    /** Once the folder is closed nobody could tell any more what others have put there. */
    private void clear() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void make(ArchiveFile archive, Test test, Maker maker) throws IOException, InterruptedException {
        Path temporary = archive.path().resolveSibling(archive.path().getFileName() + TEMPORARY);
        Files.deleteIfExists(temporary);
        try {
            maker.make(temporary);
            if (!test.fits(new ArchiveFile(archive.kind(), temporary))) {
                throw new IOException("the JVM does not take the archive that it made");
            }
            Files.move(temporary, archive.path(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void prune() throws IOException {
        List<Path> archives = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                boolean abandoned = modified(file).isBefore(Instant.now().minus(ABANDONED));
                if (name.contains(TEMPORARY) && abandoned) {
                    Files.deleteIfExists(file);
                } else if (!name.contains(TEMPORARY) && !name.endsWith(LOCK)) {
                    archives.add(file);
                }
            }
        }
        archives.sort(Comparator.comparing(ArchiveStore::modified).reversed());
        for (Path old : archives.subList(Math.min(KEPT, archives.size()), archives.size())) {
            String name = old.getFileName().toString();
            Files.deleteIfExists(old);
            Files.deleteIfExists(old.resolveSibling(name.substring(0, name.lastIndexOf('.')) + LOCK));
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return Instant.MIN;
        }
    }

    private static String key(List<String> facts) {
        return Digests.of(String.join("\n", facts)).substring(0, KEY_LENGTH);
    }
}
