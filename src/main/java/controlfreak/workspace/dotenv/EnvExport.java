package controlfreak.workspace.dotenv;

import controlfreak.model.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An environment as a {@code .env} file of one dialect. A removed variable becomes a comment, for no dialect can take
 * one away. Immutable; any thread.
 *
 * @param entries what the file holds, in its order
 * @param leftOut the names that the dialect cannot write, or whose values it cannot
 */
public record EnvExport(List<Entry> entries, List<String> leftOut) {
    /**
     * A variable as it is written.
     *
     * @param removed whether it stands as a comment, without a value
     */
    public record Entry(String name, String text, boolean removed) {
        /** Names only: values may be secrets. */
        @Override
        public String toString() {
            return name;
        }
    }

    public EnvExport {
        entries = List.copyOf(entries);
        leftOut = List.copyOf(leftOut);
    }

    static EnvExport of(Environment environment, Dialect dialect) {
        List<Entry> entries = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        environment.entries().forEach((name, value) -> {
            Optional<String> text = value.isPresent()
                    ? dialect.write(name, value.get())
                    : dialect.write(name, "").map(written -> "# unset " + name);
            text.ifPresentOrElse(
                    written -> entries.add(new Entry(name, written, value.isEmpty())), () -> leftOut.add(name));
        });
        return new EnvExport(entries, leftOut);
    }

    /** The file's text; ends with a newline unless it is empty. */
    public String text() {
        return entries.stream().map(entry -> entry.text() + "\n").collect(Collectors.joining());
    }
}
