package controlfreak;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the files are that come with the panel and must be files: proxy programs, presets and samples. Any thread. */
final class Resources {
    /** Names the folder where it is neither beside the program nor in it. */
    static final String PROPERTY = "controlfreak.resources";

    private final Path folder;

    Resources(Path folder) {
        this.folder = folder;
    }

    /**
     * The resources of this installation: where the system property says, beside the program, or among its classes.
     */
    static Resources find() {
        Path program = program();
        Path beside = program.resolveSibling("resources");
        return new Resources(Stream.concat(
                        Stream.ofNullable(System.getProperty(PROPERTY)).map(Path::of),
                        List.of(beside, program).stream())
                .filter(candidate -> Files.isDirectory(candidate.resolve("proxies")))
                .findFirst()
                .orElse(beside));
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

    Path sample() {
        return folder.resolve("samples").resolve("shop.cfk");
    }
}
