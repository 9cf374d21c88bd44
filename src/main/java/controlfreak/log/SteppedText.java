package controlfreak.log;

/**
 * A text that counts how often it is looked at: the only way to end a search by a regular expression that backtracks
 * without end. One thread at a time.
 */
public final class SteppedText implements CharSequence {
    private static final long FREE_STEPS = 2_000_000;
    private static final long STEPS_A_CHARACTER = 500;

    /** The text was looked at far too often. */
    public static final class UsedUpException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final String text;
    private long steps;

    public SteppedText(String text) {
        this.text = text;
        this.steps = FREE_STEPS + STEPS_A_CHARACTER * text.length();
    }

    /** @throws UsedUpException where it was looked at far too often */
    @Override
    public char charAt(int index) {
        if (--steps < 0) {
            throw new UsedUpException();
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
