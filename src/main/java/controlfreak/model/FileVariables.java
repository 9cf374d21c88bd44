package controlfreak.model;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a file of variables says. Immutable; any thread.
 *
 * @param lines on which line of the file, from 1, each variable stands
 * @param problem why nothing can be started with it, in a sentence that names file and line but no value; may be empty
 * @param isMissing whether the problem is that there is no such file
 */
public record FileVariables(
        Path file, Environment variables, Map<String, Integer> lines, Optional<String> problem, boolean isMissing) {
    /** Where a variable of a file stands. */
    public record Place(Path file, int line) {}

    public FileVariables {
        lines = Map.copyOf(lines);
    }

    /** A file that says nothing, or of which nothing is known yet. */
    public static FileVariables nothing(Path file) {
        return new FileVariables(file, Environment.EMPTY, Map.of(), Optional.empty(), false);
    }

    /** Where one of its variables stands. */
    public Place place(String name) {
        return new Place(file, lines.getOrDefault(name, 1));
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        return file + " " + variables + problem.map(text -> " (" + text + ")").orElse("");
    }
}
