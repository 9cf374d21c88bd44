package controlfreak;

import controlfreak.workspace.Folders;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where the files are that come with the panel and must be files: proxy programs, presets and samples. Any thread. */
final class Resources {
    /** Names the folder where it is neither beside the program nor in it. */
    static final String PROPERTY = "controlfreak.resources";

    /** Set by the launcher of a package (jpackage). */
    private static final String LAUNCHER = "jpackage.app-path";

    private static final Logger LOGGER = System.getLogger(Resources.class.getName());

    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwx------");

    private final Path folder;
    private final boolean isInstalled;

    /** @param isInstalled whether nobody is to edit what is there */
    Resources(Path folder, boolean isInstalled) {
        this.folder = folder;
        this.isInstalled = isInstalled;
    }

    /**
     * The resources of this installation: where the system property says, beside the program, or among its classes.
     */
    static Resources find() {
        boolean isPackaged = System.getProperty(LAUNCHER) != null;
        return Stream.ofNullable(System.getProperty(PROPERTY))
                .map(Path::of)
                .filter(Resources::holdsProxies)
                .map(named -> new Resources(named, isPackaged))
                .findFirst()
                .orElseGet(Resources::ofProgram);
    }

    private static Resources ofProgram() {
        Path program = program();
        Path beside = program.resolveSibling("resources");
        return new Resources(
                Stream.of(beside, program)
                        .filter(Resources::holdsProxies)
                        .findFirst()
                        .orElse(beside),
                true);
    }

    private static boolean holdsProxies(Path candidate) {
        return Files.isDirectory(candidate.resolve("proxies"));
    }

    private static Path program() {
        try {
            return Path.of(Resources.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The program's own place cannot be named.", e);
        }
    }

    Path proxies() {
        return folder.resolve("proxies");
    }

    Path presets() {
        return folder.resolve("presets");
    }

    /**
     * The sample workspace. What is installed is nobody's to edit: the operator gets a copy of the samples and all that
     * they run, beside which nothing that is there already is touched. Blocks.
     *
     * @param own the operator's folder for what is copied
     */
    Path sample(Path own) {
        Path samples = folder.resolve("samples");
        Path opened = samples;
        if (isInstalled) {
            try {
                opened = copy(samples, own.resolve("samples"));
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "The samples were not copied, so they cannot be edited: {0}", e.toString());
            }
        }
        return opened.resolve("shop.cfk");
    }

    private static Path copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(from)) {
            all = found.toList();
        }
        for (Path source : all) {
            Path target = to.resolve(from.relativize(source).toString());
            if (Files.isDirectory(source)) {
                Folders.make(target);
            } else if (!Files.exists(target)) {
                Files.write(target, Files.readAllBytes(source));
                if (Files.isExecutable(source)) {
                    Files.setPosixFilePermissions(target, EXECUTABLE);
                }
            }
        }
        return to;
    }
}
