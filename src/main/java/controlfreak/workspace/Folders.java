package controlfreak.workspace;

import controlfreak.guard.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the panel keeps its own things: XDG base directories, on macOS the folders of the Library. Immutable; any
 * thread. The folders need not be there yet, see {@link #make}.
 *
 * @param config settings
 * @param state the run journal
 * @param logs logs of all workspaces, see {@link #logsOf}
 * @param runtime what lives no longer than the session: locks
 */
public record Folders(Path config, Path state, Path logs, Path runtime) {
    /** Below it is what belongs to workspaces that were never saved. */
    static final String UNSAVED = "unsaved";

    private static final String OURS = "controlfreak";
    private static final int KEY_NAME_LENGTH = 40;
    private static final int KEY_HASH_LENGTH = 16;

    /** The folders of this user on this system. */
    public static Folders ofSystem() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return of(System.getenv(), Path.of(System.getProperty("user.home")), system.startsWith("mac"));
    }

    /** The folders that an environment and a home ask for. */
    public static Folders of(Map<String, String> environment, Path home, boolean isMac) {
        if (isMac) {
            Path support = home.resolve("Library/Application Support").resolve(OURS);
            return new Folders(support, support, home.resolve("Library/Logs").resolve(OURS), support.resolve("run"));
        }
        Path config = base(environment, "XDG_CONFIG_HOME")
                .orElse(home.resolve(".config"))
                .resolve(OURS);
        Path state = base(environment, "XDG_STATE_HOME")
                .orElse(home.resolve(".local/state"))
                .resolve(OURS);
        // There is no default for the runtime folder; this one is as private and outlives a session harmlessly.
        Path runtime = base(environment, "XDG_RUNTIME_DIR")
                .map(base -> base.resolve(OURS))
                .orElse(state.resolve("run"));
        return new Folders(config, state, state.resolve("logs"), runtime);
    }

    /** What a variable says; empty and relative ones say nothing. */
    private static Optional<Path> base(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> value.startsWith("/"))
                .map(Path::of);
    }

    public Path settingsFile() {
        return config.resolve("settings.json");
    }

    /** The logs of one workspace; two of the same name in different folders have different ones. Blocks. */
    public Path logsOf(WorkspaceId workspace) {
        return workspace.below(logs);
    }

    /** Makes a folder, and those that it is in, for this user only. Blocks. */
    public static void make(Path folder) throws IOException {
        PrivateFiles.makeFolder(folder);
    }

    /** Removes a folder with all in it; of links, those and not what they lead to. Blocks. */
    static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** A short name for a workspace file: the same through every link to it. Blocks. */
    static String keyOf(Path workspace) {
        Path real = realPath(workspace);
        String name = real.getFileName() == null ? "" : real.getFileName().toString();
        String plain = name.replaceFirst("\\.cfk$", "").replaceAll("[^A-Za-z0-9_.-]", "_");
        byte[] path = real.toString().getBytes(StandardCharsets.UTF_8);
        return plain.substring(0, Math.min(plain.length(), KEY_NAME_LENGTH)) + "-"
                + Hashes.of(path).substring(0, KEY_HASH_LENGTH);
    }

    /** The same through every link to it. Blocks. */
    static Path realPath(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        try {
            return absolute.toRealPath();
        } catch (IOException notThereYet) {
            Path folder = absolute.getParent();
            return folder == null ? absolute : realPath(folder).resolve(absolute.getFileName());
        }
    }
}
