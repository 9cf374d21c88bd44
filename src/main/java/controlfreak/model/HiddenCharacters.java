package controlfreak.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a name may not hold because nobody would see it: controls, blanks and characters without a shape, as they come
 * along when a text is pasted; a plain space between words can be seen. Any thread.
 */
public final class HiddenCharacters {
    /** The schema of workspace files has the same. */
    private static final String ANYWHERE =
            "\\x{0}-\\x{1f}\\x{7f}-\\x{a0}\\x{ad}\\x{34f}\\x{61c}\\x{115f}\\x{1160}\\x{1680}"
                    + "\\x{17b4}\\x{17b5}\\x{180b}-\\x{180f}\\x{2000}-\\x{200f}\\x{2028}-\\x{202f}\\x{205f}-\\x{206f}\\x{2800}"
                    + "\\x{3000}\\x{3164}\\x{fe00}-\\x{fe0f}\\x{feff}\\x{ffa0}\\x{fff0}-\\x{fffb}";

    private static final Pattern HIDDEN = Pattern.compile("[" + ANYWHERE + "]|^ | \\z");

    private HiddenCharacters() {}

    /** Names the first one, its number and its place, in a sentence for people; empty where all can be seen. */
    public static Optional<String> problem(String name) {
        Matcher hidden = HIDDEN.matcher(name);
        if (!hidden.find()) {
            return Optional.empty();
        }
        String place =
                hidden.start() == 0 ? "at its beginning" : hidden.end() == name.length() ? "at its end" : "in it";
        return Optional.of("The name has " + named(hidden.group().codePointAt(0)) + " " + place + ".");
    }

    private static String named(int character) {
        String name = Optional.ofNullable(Character.getName(character))
                .orElse("character")
                .replaceAll(" \\(.*\\)", "")
                .toLowerCase(Locale.ROOT);
        String article = "aeiou".indexOf(name.charAt(0)) >= 0 ? "an" : "a";
        return String.format("%s %s (U+%04X)", article, name, character);
    }
}
