package controlfreak.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the German texts to the English ones. */
class TranslationTest {
    private static final Path FOLDER = Path.of("resources/controlfreak/ui");
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+(?:,number[^}]*)?)");
    private static final Pattern KEY = Pattern.compile("[\\w.-]+=");
    private static final Pattern CHOICE = Pattern.compile("\\{(\\d+),choice");

    private final Properties english = read("messages.properties");
    private final Properties german = read("messages_de.properties");

    @Test
    void everyTextIsTranslatedAndNoneIsLeftOver() {
        Set<String> missing = new TreeSet<>(english.stringPropertyNames());
        missing.removeAll(german.stringPropertyNames());
        Set<String> leftOver = new TreeSet<>(german.stringPropertyNames());
        leftOver.removeAll(english.stringPropertyNames());
        assertThat(missing).as("texts that messages_de.properties lacks").isEmpty();
        assertThat(leftOver)
                .as("texts of messages_de.properties that messages.properties lacks")
                .isEmpty();
    }

    @Test
    void noTextIsThereTwice() throws IOException {
        for (String name : List.of("messages.properties", "messages_de.properties")) {
            assertThat(Files.readAllLines(FOLDER.resolve(name)))
                    .filteredOn(line -> KEY.matcher(line).lookingAt())
                    .extracting(line -> line.substring(0, line.indexOf('=')))
                    .as(name)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void eachTextSaysTheSameArguments() {
        TreeMap<String, String> different = new TreeMap<>();
        both().forEach(key -> {
            Set<String> wanted = found(ARGUMENT, english.getProperty(key));
            Set<String> there = found(ARGUMENT, german.getProperty(key));
            boolean choosesByText =
                    !found(CHOICE, english.getProperty(key)).containsAll(found(CHOICE, german.getProperty(key)));
            if (!wanted.equals(there) || choosesByText) {
                different.put(key, "has " + there + " instead of " + wanted);
            }
        });
        assertThat(different).isEmpty();
    }

    @Test
    void eachTextIsAPatternThatCanBeFilledIn() {
        Object[] numbers = {2, 2, 2, 2};
        both().forEach(key -> assertThat(new MessageFormat(german.getProperty(key), Locale.GERMAN).format(numbers))
                .as(key)
                .doesNotContain("{"));
    }

    @Test
    void noTextHasAnApostropheThatWouldBeLost() {
        assertThat(german.stringPropertyNames())
                .filteredOn(key -> german.getProperty(key).contains("'"))
                .isEmpty();
    }

    @Test
    void menusHaveALetterEachOfTheirOwn() {
        assertThat(mnemonics("main.menu.", Set.of("file", "edit", "services", "view", "help")))
                .hasSize(5);
    }

    private Set<String> mnemonics(String prefix, Set<String> names) {
        return names.stream()
                .map(name -> german.getProperty(prefix + name))
                .map(text -> text.substring(text.indexOf('_') + 1, text.indexOf('_') + 2)
                        .toLowerCase(Locale.GERMAN))
                .collect(Collectors.toSet());
    }

    private Set<String> both() {
        Set<String> both = new TreeSet<>(english.stringPropertyNames());
        both.retainAll(german.stringPropertyNames());
        return both;
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties read(String name) {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve(name))) {
            texts.load(reader);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return texts;
    }
}
