package controlfreak.jvmproxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The variables from which a JVM reads options, as the JDK's manual of {@code java} has them. */
final class JavaVariables {
    /** In rising order of weight; those of a command line stand between the second and the third. */
    static final List<String> NAMES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** Under this prefix the program's script keeps them from the proxy's own JVM. */
    private static final String PREFIX = "_CFK_";

    private JavaVariables() {}

    /** The environment that a service is to have, from that of the proxy. */
    static Map<String, String> of(Map<String, String> environment) {
        Map<String, String> given = new HashMap<>(environment);
        restore(given);
        return given;
    }

    /** Makes of the proxy's environment what a service is to have. */
    static void restore(Map<String, String> environment) {
        for (String name : NAMES) {
            String kept = environment.remove(PREFIX + name);
            if (kept != null) {
                environment.put(name, kept);
            }
        }
    }

    /** All options that they hold, also those in the files that they name. */
    static List<String> options(Map<String, String> environment) {
        return NAMES.stream()
                .map(name -> environment.getOrDefault(name, ""))
                .flatMap(text -> withFiles(words(text)).stream())
                .toList();
    }

    /** The words and, for a file of arguments or of options of the JVM among them, those in it. */
    static List<String> withFiles(List<String> words) {
        List<String> all = new ArrayList<>();
        for (String word : words) {
            all.add(word);
            if (word.startsWith("@") && !word.startsWith("@@")) {
                all.addAll(wordsOf(word.substring(1)));
            } else if (word.startsWith("-XX:VMOptionsFile=")) {
                all.addAll(wordsOf(word.substring(word.indexOf('=') + 1)));
            }
        }
        return all;
    }

    private static List<String> wordsOf(String file) {
        try (Stream<String> lines = Files.lines(Path.of(file), StandardCharsets.UTF_8)) {
            return lines.filter(line -> !line.startsWith("#"))
                    .flatMap(line -> words(line).stream())
                    .toList();
        } catch (IOException | RuntimeException unreadable) {
            // The JVM will say so.
            return List.of();
        }
    }

    private static List<String> words(String text) {
        try {
            return ShellWords.split(text);
        } catch (IllegalArgumentException unfinishedQuotation) {
            return List.of();
        }
    }
}
