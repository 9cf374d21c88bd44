package controlfreak.ui;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.ui.fx.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text that the panel asks for is there, and none is there that nobody asks for. */
class TextsTest {
    private static final String WORD = "[A-Za-z][A-Za-z0-9_-]*";
    private static final Pattern LITERAL = Pattern.compile("\"(" + WORD + "(?:\\." + WORD + ")+)\"");
    private static final Pattern IN_FXML = Pattern.compile("\"%([^\"]+)\"");

    /** A key of which one part is decided when the program runs: {@code "main.done." + verb + ".text"}. */
    private static final Pattern BUILT =
            Pattern.compile("\"((?:" + WORD + "\\.)+)\"\\s*\\+\\s*[\\w.()]+(?:\\s*\\+\\s*\"((?:\\." + WORD + ")+)\")?");

    private final Set<String> there = Texts.bundle().keySet();
    private final List<String> code = texts(Path.of("src/main/java"), ".java").stream()
            .filter(text -> text.contains("controlfreak.ui"))
            .toList();
    private final List<String> views = texts(Path.of("resources/controlfreak/ui"), ".fxml");

    @Test
    void whatViewsAskForIsThere() {
        assertThat(found(views, IN_FXML)).isNotEmpty().isSubsetOf(there);
    }

    @Test
    void whatCodeAsksForIsThere() {
        Set<String> topics = there.stream().map(key -> key.split("\\.")[0]).collect(Collectors.toSet());
        Set<String> asked = found(code, LITERAL);
        asked.removeIf(literal -> !topics.contains(literal.split("\\.")[0]));
        assertThat(asked).isNotEmpty().isSubsetOf(there);
    }

    @Test
    void whatIsThereIsAskedFor() {
        Set<String> unused = new TreeSet<>(there);
        unused.removeAll(found(views, IN_FXML));
        unused.removeAll(found(code, LITERAL));
        List<Pattern> built = code.stream()
                .flatMap(text -> BUILT.matcher(text).results())
                .map(key -> Pattern.compile(
                        Pattern.quote(key.group(1)) + WORD + (key.group(2) == null ? "" : Pattern.quote(key.group(2)))))
                .toList();
        unused.removeIf(
                key -> built.stream().anyMatch(pattern -> pattern.matcher(key).matches()));
        assertThat(unused).isEmpty();
    }

    private static Set<String> found(List<String> texts, Pattern pattern) {
        return texts.stream()
                .flatMap(text -> pattern.matcher(text).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> texts(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .map(TextsTest::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
