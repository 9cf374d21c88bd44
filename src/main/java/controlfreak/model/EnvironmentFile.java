package controlfreak.model;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file of variables that is read at each start. Immutable; any thread.
 *
 * @param path relative to the workspace's folder
 * @param dialect whose rules it is read by
 * @param optional whether it may be missing
 * @param extra what the workspace file says beyond this, kept to be written back (JSON as maps, lists and scalars)
 */
public record EnvironmentFile(String path, Dialect dialect, boolean optional, Map<String, Object> extra) {
    /** What reads such files. */
    public enum Dialect {
        COMPOSE,
        FOREMAN,
        RUBY,
        SYSTEMD;

        /** As in workspace files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The one that goes by a word; empty where none does. */
        public static Optional<Dialect> of(String word) {
            return Stream.of(values())
                    .filter(dialect -> dialect.word().equals(word))
                    .findFirst();
        }
    }

    public EnvironmentFile {
        if (path.isBlank()) {
            throw new IllegalArgumentException("The name of a file is needed.");
        }
        if (path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A file's name cannot hold a NUL character.");
        }
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    public EnvironmentFile(String path, Dialect dialect) {
        this(path, dialect, false, Map.of());
    }

    /** A file that was chosen; where it is below the workspace's folder, by its place there. */
    public static EnvironmentFile of(Path file, Optional<Path> folder, Dialect dialect) {
        Path path = folder.filter(file::startsWith)
                .map(above -> above.relativize(file))
                .orElse(file);
        return new EnvironmentFile(path.toString(), dialect);
    }

    public EnvironmentFile withPath(String newPath) {
        return new EnvironmentFile(newPath, dialect, optional, extra);
    }

    public EnvironmentFile withOptional(boolean newOptional) {
        return new EnvironmentFile(path, dialect, newOptional, extra);
    }
}
