package controlfreak.ui.action;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * How well a text answers what was typed: each typed word must be in it, at best as the beginning of a word, at worst as
 * letters in that order. Immutable; any thread.
 */
final class WordMatch {
    private static final int BEGINS = 0;
    private static final int BEGINS_WORD = 1;
    private static final int INSIDE = 10;
    private static final int LETTERS = 40;

    private final List<String> words;

    WordMatch(String typed) {
        words = Stream.of(folded(typed).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** The less the better; empty where the text does not answer. */
    OptionalInt distance(String text) {
        String folded = folded(text);
        int sum = 0;
        for (String word : words) {
            OptionalInt one = distance(word, folded);
            if (one.isEmpty()) {
                return one;
            }
            sum += one.getAsInt();
        }
        return OptionalInt.of(sum);
    }

    private static OptionalInt distance(String word, String text) {
        if (text.startsWith(word)) {
            return OptionalInt.of(BEGINS);
        }
        int inside = -1;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if (!Character.isLetterOrDigit(text.charAt(at - 1))) {
                return OptionalInt.of(BEGINS_WORD);
            }
            inside = at;
        }
        return inside >= 0 ? OptionalInt.of(INSIDE) : letters(word, text);
    }

    /** The letters in their order, the first at the beginning of a word; what lies between them counts against it. */
    private static OptionalInt letters(String word, String text) {
        for (int start = 0; start < text.length(); start++) {
            boolean beginsWord = start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1));
            if (beginsWord && text.charAt(start) == word.charAt(0)) {
                OptionalInt end = endOfLetters(word, text, start);
                if (end.isPresent()) {
                    return OptionalInt.of(LETTERS + end.getAsInt() - start - word.length());
                }
            }
        }
        return OptionalInt.empty();
    }

    private static OptionalInt endOfLetters(String word, String text, int start) {
        int at = start - 1;
        for (int letter = 0; letter < word.length(); letter++) {
            at = text.indexOf(word.charAt(letter), at + 1);
            if (at < 0) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(at + 1);
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
