package controlfreak.process.spawn;

import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the file of a program, as a shell would in the child's folder and with the child's PATH, and says in a sentence
 * why there is none. Any thread.
 */
final class Executables {
    /** What the C library searches where there is no PATH. */
    private static final String DEFAULT_PATH = "/bin:/usr/bin";

    private Executables() {}

    static Path find(LaunchRequest request) throws LaunchException {
        if (request.command().isEmpty() || request.command().get(0).isEmpty()) {
            throw LaunchException.forGood("The command is empty.");
        }
        String name = request.command().get(0);
        try {
            checkFolder(request.folder());
            if (name.indexOf('/') >= 0) {
                Path file = request.folder().resolve(name).toAbsolutePath();
                check(file, name);
                return file;
            }
            return onPath(name, request);
        } catch (InvalidPathException unusable) {
            throw LaunchException.forGood(
                    "The path " + unusable.getInput() + " has characters that file names cannot have here.");
        }
    }

    private static void checkFolder(Path folder) throws LaunchException {
        if (!Files.exists(folder)) {
            throw LaunchException.forGood("The folder " + folder + " is not there.");
        }
        if (!Files.isDirectory(folder)) {
            throw LaunchException.forGood(folder + " is not a folder.");
        }
        if (!Files.isExecutable(folder)) {
            throw LaunchException.forGood("The folder " + folder + " may not be entered.");
        }
    }

    private static void check(Path file, String name) throws LaunchException {
        if (!Files.exists(file)) {
            throw LaunchException.forGood(name + " is not there.");
        }
        if (Files.isDirectory(file)) {
            throw LaunchException.forGood(name + " is a folder, not a program.");
        }
        if (!Files.isExecutable(file)) {
            throw LaunchException.forGood(name + " is not executable. Make it so with chmod +x.");
        }
    }

    private static Path onPath(String name, LaunchRequest request) throws LaunchException {
        String path = request.environment().getOrDefault("PATH", DEFAULT_PATH);
        Optional<Path> unusable = Optional.empty();
        for (String part : path.split(":", -1)) {
            // An empty part means the working folder, by an old custom that shells still follow.
            Path file = request.folder().resolve(part).resolve(name).toAbsolutePath();
            if (Files.isRegularFile(file)) {
                if (Files.isExecutable(file)) {
                    return file;
                }
                unusable = unusable.or(() -> Optional.of(file));
            }
        }
        if (unusable.isPresent()) {
            throw LaunchException.forGood(unusable.get() + " is not executable. Make it so with chmod +x.");
        }
        if (Files.isRegularFile(request.folder().resolve(name))) {
            throw LaunchException.forGood(
                    "No program named " + name + " is in the PATH. For the file in the folder write ./" + name + ".");
        }
        throw LaunchException.forGood("No program named " + name + " is in the PATH.");
    }
}
