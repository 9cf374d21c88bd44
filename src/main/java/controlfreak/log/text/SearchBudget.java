package controlfreak.log.text;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much work searching texts by a regular expression may take: of each text, and of all together. A text that counts
 * how often it is looked at is the only way to end a search that backtracks without end; and unlike a time, the count
 * is the same on a busy machine. A step takes about 5 ns. One thread at a time.
 */
public final class SearchBudget {
    private static final long FREE_STEPS = 2_000_000;
    private static final long STEPS_A_CHARACTER = 500;

    private long left;

    /** @param steps how often all texts together may be looked at */
    public SearchBudget(long steps) {
        left = steps;
    }

    /** Whether nothing more can be searched. */
    public boolean isUsedUp() {
        return left <= 0;
    }

    /**
     * Searches a text.
     *
     * @throws TooSlowException where that takes more than this text may, or more than is left
     */
    public <T> T search(Pattern pattern, String text, Function<Matcher, T> search) {
        try {
            return search.apply(pattern.matcher(new Stepped(text)));
        } catch (StackOverflowError e) {
            // Java's engine recurses for some repetitions; this is the expression's doing, not a bug of ours.
            throw new TooSlowException(e);
        }
    }

    /** An expression that would take ages on some text. */
    public static final class TooSlowException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooSlowException(Throwable cause) {
            super(cause);
        }
    }

    private final class Stepped implements CharSequence {
        private final String text;
        private long own;

        Stepped(String text) {
            this.text = text;
            own = FREE_STEPS + STEPS_A_CHARACTER * text.length();
        }

        @Override
        public char charAt(int index) {
            if (--own < 0 || --left < 0) {
                throw new TooSlowException(null);
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
