package controlfreak.ui.outside;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs as a shell would. Asks the disk; any thread. */
public final class Programs {
    private Programs() {}

    /**
     * The file of a program.
     *
     * @param path the folders to look in, as in the variable PATH (POSIX, XBD 8.3)
     */
    public static Optional<Path> find(String program, String path) {
        return Stream.of(path.split(File.pathSeparator))
                .flatMap(folder -> inside(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> inside(String folder, String program) {
        try {
            return Stream.of(Path.of(folder).resolve(program));
        } catch (InvalidPathException unusable) {
            return Stream.of();
        }
    }
}
