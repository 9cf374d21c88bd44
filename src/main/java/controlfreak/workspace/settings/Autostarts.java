package controlfreak.workspace.settings;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * For which workspaces the operator has agreed that what they want started is started as they are opened, without being
 * asked again. Immutable; any thread.
 *
 * @param agreed a hash of what would run, by the workspace's absolute path; the oldest first, at most {@value #MAX}
 */
public record Autostarts(Map<Path, String> agreed) {
    static final int MAX = 100;
    public static final Autostarts NONE = new Autostarts(Map.of());

    public Autostarts {
        Map<Path, String> kept = new LinkedHashMap<>();
        agreed.entrySet().stream()
                .skip(Math.max(0, agreed.size() - MAX))
                .forEach(entry -> kept.put(key(entry.getKey()), entry.getValue()));
        agreed = Collections.unmodifiableMap(kept);
    }

    private static Path key(Path file) {
        return file.toAbsolutePath().normalize();
    }

    /** Whether it was agreed that just this is started of that file. */
    public boolean isAgreed(Path file, String hash) {
        return hash.equals(agreed.get(key(file)));
    }

    /** These, and that this may be started of that file; what was agreed of it before holds no more. */
    public Autostarts with(Path file, String hash) {
        Map<Path, String> all = new LinkedHashMap<>(agreed);
        all.remove(key(file));
        all.put(key(file), hash);
        return new Autostarts(all);
    }
}
