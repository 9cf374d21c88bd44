package controlfreak.jvmproxy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The jars of the application. Immutable, but for what happens to the files; any thread. */
final class ClassPath {
    private final List<String> entries;

    /** The entries, and what their manifests add to them. */
    private final Set<String> allFiles = new LinkedHashSet<>();

    private ClassPath(List<String> entries) {
        this.entries = List.copyOf(entries);
        entries.forEach(this::collect);
    }

    /**
     * Reads a text like {@code app.jar:lib/*}. A wildcard is replaced by its jars in the order of their names, because
     * an archive fits only the very same order, which the JVM's own is not sure to be.
     *
     * @throws IOException if an entry does not exist
     */
    static ClassPath of(String text) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : text.split(File.pathSeparator)) {
            if (entry.equals("*") || entry.endsWith("/*")) {
                entries.addAll(jarsIn(Path.of(entry.equals("*") ? "." : entry.substring(0, entry.length() - 2))));
            } else if (!entry.isEmpty()) {
                entries.add(absolute(entry));
            }
        }
        for (String entry : entries) {
            if (!Files.exists(Path.of(entry))) {
                throw new NoSuchFileException(entry);
            }
        }
        return new ClassPath(entries);
    }

    private static String absolute(String entry) {
        // Children may run elsewhere.
        return Path.of(entry).toAbsolutePath().normalize().toString();
    }

    private static List<String> jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.toAbsolutePath().normalize())) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar") || name.endsWith(".JAR"))
                    .sorted()
                    .toList();
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    List<String> entries() {
        return entries;
    }

    String text() {
        return String.join(File.pathSeparator, entries);
    }

    /** A folder of classes, which no archive can hold. */
    Optional<String> folder() {
        return entries.stream()
                .filter(entry -> Files.isDirectory(Path.of(entry)))
                .findFirst();
    }

    /** The class that a single jar names as its main class. */
    Optional<String> mainClass() {
        return entries.size() != 1
                ? Optional.empty()
                : Optional.ofNullable(manifest(entries.get(0)).getValue(Attributes.Name.MAIN_CLASS));
    }

    boolean holds(String className) {
        String name = className.replace('.', '/') + ".class";
        return allFiles.stream().anyMatch(entry -> {
            if (Files.isDirectory(Path.of(entry))) {
                return Files.exists(Path.of(entry, name));
            }
            try (JarFile jar = new JarFile(entry)) {
                return jar.getEntry(name) != null;
            } catch (IOException unreadable) {
                return false;
            }
        });
    }

    /** A line for each file by which a change is seen without reading it: name, size, time, and which file it is. */
    List<String> facts() {
        return allFiles.stream()
                .map(entry -> {
                    File file = new File(entry);
                    return entry + "\t" + file.length() + "\t" + file.lastModified() + "\t" + key(file.toPath());
                })
                .toList();
    }

    private static String key(Path file) {
        try {
            return String.valueOf(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException gone) {
            return "";
        }
    }

    /** A line for each file with all that an archive depends on: what the JVM compares, and the content. It reads them. */
    List<String> contents() throws IOException {
        List<String> contents = new ArrayList<>();
        for (String entry : allFiles) {
            File file = new File(entry);
            contents.add(entry + "\t" + file.lastModified() + "\t" + Digests.of(file.toPath()));
        }
        return contents;
    }

    /** The jars, and the files in the folders of classes as they are now. */
    List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String entry : allFiles) {
            // Of a jar it finds the jar itself.
            try (Stream<Path> found = Files.walk(Path.of(entry))) {
                found.filter(Files::isRegularFile).forEach(files::add);
            } catch (UncheckedIOException unreadable) {
                throw unreadable.getCause();
            }
        }
        return files;
    }

    private void collect(String entry) {
        if (!allFiles.add(entry) || Files.isDirectory(Path.of(entry))) {
            return;
        }
        String more = manifest(entry).getValue(Attributes.Name.CLASS_PATH);
        for (String reference : more == null ? new String[0] : more.trim().split("\\s+")) {
            try {
                Path named = Path.of(Path.of(entry).toUri().resolve(URI.create(reference)));
                if (Files.isRegularFile(named)) {
                    collect(named.toString());
                }
            } catch (IllegalArgumentException elsewhere) {
                // An address that is no file: the JVM does not find it there either.
            }
        }
    }

    private static Attributes manifest(String entry) {
        try (JarFile jar = new JarFile(entry)) {
            Manifest manifest = jar.getManifest();
            return manifest == null ? new Attributes() : manifest.getMainAttributes();
        } catch (IOException notAJar) {
            return new Attributes();
        }
    }
}
