package controlfreak.ui.form.command;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a command that runs without a shell, as one text: blanks part words, quotes and backslashes keep them
 * together as a shell would, and nothing is expanded. Any thread.
 */
public final class CommandWords {
    /** A text whose words cannot be told apart. */
    public static final class UnclosedQuoteException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private CommandWords() {}

    /** The text that {@link #parse} reads as these words. */
    public static String format(List<String> words) {
        return String.join(" ", words.stream().map(CommandWords::quoted).toList());
    }

    /** A word as it is, or in quotes where it would fall apart. */
    public static String quoted(String word) {
        boolean plain = !word.isEmpty()
                && word.chars().noneMatch(c -> Character.isWhitespace(c) || c == '\'' || c == '"' || c == '\\');
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    public static List<String> parse(String text) throws UnclosedQuoteException {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escapes = c == '\\' && i + 1 < text.length() && quote != '\'';
            if (escapes && (quote == 0 || text.charAt(i + 1) == '"' || text.charAt(i + 1) == '\\')) {
                word.append(text.charAt(++i));
                inWord = true;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (!Character.isWhitespace(c)) {
                word.append(c);
                inWord = true;
            } else if (inWord) {
                words.add(word.toString());
                word.setLength(0);
                inWord = false;
            }
        }
        if (quote != 0) {
            throw new UnclosedQuoteException();
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
