package controlfreak.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class in a JVM of its own. */
public final class FreshJvm {
    /** Descriptors that the JVM finds taken and so does not use itself; they are /dev/null. */
    public static final List<Integer> RESERVED = List.of(3, 4, 5);

    private static final int FIRST_TO_WARN_OF_NATIVE_CODE = 24;

    private FreshJvm() {}

    /** What it prints. */
    public static String run(Class<?> main, String... options) throws IOException, InterruptedException {
        return run(main, List.of(), options);
    }

    /** What it prints, with arguments. */
    public static String run(Class<?> main, List<String> arguments, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("/bin/sh", "-c", "exec \"$@\" 3</dev/null 4</dev/null 5</dev/null", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= FIRST_TO_WARN_OF_NATIVE_CODE) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
