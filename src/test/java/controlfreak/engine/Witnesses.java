package controlfreak.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** All processes that have been given a variable with a value of its own, whoever knows of them. Linux only. */
final class Witnesses {
    static final String VARIABLE = "CONTROL_FREAK_WITNESS";

    private final String mark = UUID.randomUUID().toString();

    /** The variable's value. */
    String mark() {
        return mark;
    }

    /** The numbers of those that have executed a program with it. */
    List<Long> alive() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().matches("\\d+"))
                    .filter(this::has)
                    .map(path -> Long.parseLong(path.getFileName().toString()))
                    .toList();
        }
    }

    private boolean has(Path process) {
        try {
            byte[] variables = Files.readAllBytes(process.resolve("environ"));
            return new String(variables, StandardCharsets.ISO_8859_1).contains(VARIABLE + "=" + mark + "\0");
        } catch (IOException gone) {
            return false;
        }
    }
}
