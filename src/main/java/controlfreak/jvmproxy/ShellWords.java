package controlfreak.jvmproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parts a command text into words as a shell would. */
final class ShellWords {
    private static final Pattern QUOTED = Pattern.compile("'[^']*+'|\"[^\"$`\\\\]*+(?:\\\\.[^\"$`\\\\]*+)*+\"|\\\\.");
    private static final Pattern NEEDS_SHELL = Pattern.compile("[|&;<>()$`*?\\[\\]{}~#\\n]");

    private ShellWords() {}

    /**
     * The words of a text; empty where only a shell can tell what it means.
     *
     * @throws IllegalArgumentException if a quotation does not end
     */
    static Optional<List<String>> of(String text) {
        if (NEEDS_SHELL.matcher(QUOTED.matcher(text).replaceAll("")).find()) {
            return Optional.empty();
        }
        List<String> words = split(text);
        return !words.isEmpty() && words.get(0).contains("=") && !words.get(0).startsWith("-")
                ? Optional.empty()
                : Optional.of(words);
    }

    /** The words of a text that no shell is to see. */
    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            if (quote == 0 && Character.isWhitespace(each)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
                continue;
            }
            inWord = true;
            if (quote == 0 && (each == '\'' || each == '"')) {
                quote = each;
            } else if (quote != 0 && each == quote) {
                quote = 0;
            } else if (each == '\\' && quote != '\'' && at + 1 < text.length()) {
                char escaped = text.charAt(++at);
                if (quote == '"' && "\"\\$`".indexOf(escaped) < 0) {
                    word.append(each);
                }
                word.append(escaped);
            } else {
                word.append(each);
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("A quotation mark is missing: " + text);
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
