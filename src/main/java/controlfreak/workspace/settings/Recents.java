package controlfreak.workspace.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The workspaces that were opened last, the newest first, each once. Immutable; any thread.
 *
 * @param files absolute paths, at most {@value #MAX}
 */
public record Recents(List<Path> files) {
    public static final int MAX = 20;
    public static final Recents NONE = new Recents(List.of());

    public Recents {
        files = files.stream()
                .map(file -> file.toAbsolutePath().normalize())
                .distinct()
                .limit(MAX)
                .toList();
    }

    /** These with one more as the newest; one that is there already moves up. */
    public Recents with(Path file) {
        Set<Path> all = new LinkedHashSet<>();
        all.add(file.toAbsolutePath().normalize());
        all.addAll(files);
        return new Recents(List.copyOf(all));
    }

    public Recents without(Path file) {
        Path gone = file.toAbsolutePath().normalize();
        return new Recents(files.stream().filter(other -> !other.equals(gone)).toList());
    }

    /** Those that are there. Blocks: a network drive that sleeps may take long. */
    public Recents existing() {
        return new Recents(files.stream().filter(Files::isRegularFile).toList());
    }
}
