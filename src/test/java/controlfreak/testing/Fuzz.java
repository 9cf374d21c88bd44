package controlfreak.testing;

import controlfreak.guard.VisibleText;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;

/** Has something read that may be anything, and tells what it was where that goes wrong. Any thread. */
public final class Fuzz {
    /** What takes longer than that hangs. By hand it can be said to be less, in milliseconds. */
    private static final Duration LONGEST = Duration.ofMillis(Long.getLong("fuzz.longest", 180_000));

    private static final int SHOWN = 300;

    /** What is tried. */
    public interface Reading {
        /** Throws where what was read is not dealt with as it should be. */
        void run() throws Exception;
    }

    private Fuzz() {}

    /**
     * Tries it.
     *
     * @param text what is read
     * @throws AssertionError where it throws, or takes too long
     */
    public static void of(String text, Reading reading) {
        try {
            Assertions.assertTimeout(LONGEST, reading::run);
        } catch (Exception | Error wrong) {
            throw new AssertionError(wrong + ", of " + shown(text), wrong);
        }
    }

    /** A sentence for people, or a phrase that is part of one: something, on one line, all of it to be seen, that ends. */
    public static void requireSentence(String words, int longest) {
        if (words == null
                || words.isBlank()
                || words.length() > longest
                || !VisibleText.of(words).equals(words)) {
            throw new AssertionError("This is no sentence: " + (words == null ? "null" : shown(words)));
        }
    }

    private static String shown(String text) {
        String begin = text.substring(0, Math.min(SHOWN, text.length()));
        StringBuilder shown = new StringBuilder();
        begin.chars()
                .forEach(each -> shown.append(
                        each < ' ' || each > '~' ? String.format("\\u%04x", each) : String.valueOf((char) each)));
        return text.length() + " characters: " + shown;
    }
}
