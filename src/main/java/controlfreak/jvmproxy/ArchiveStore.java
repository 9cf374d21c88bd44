package controlfreak.jvmproxy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The archives of this user, one for each key. Proxies that want the same one wait for the first. Main thread only. */
final class ArchiveStore {
    private static final int KEPT = 10;
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
        makeFolder();
        String key = key(facts);
        ArchiveFile archive = new ArchiveFile(kind, folder.resolve(key + "." + kind.extension()));
        try (FileChannel channel = FileChannel.open(
                        folder.resolve(key + LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (!held.isValid() || !archive.exists() || !test.fits(archive)) {
                make(archive, test, maker);
            }
            Files.setLastModifiedTime(archive.path(), FileTime.from(Instant.now()));
            prune();
        }
        return archive;
    }

    private void makeFolder() throws IOException {
        Files.createDirectories(folder.getParent());
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
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
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(String.join("\n", facts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
