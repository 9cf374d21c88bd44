package controlfreak.ui.log;

import controlfreak.log.SteppedText;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a text or a regular expression in lines. Immutable; any thread. */
final class LogMatcher {
    private static final int MAX_RANGES = 200;

    private final Pattern pattern;
    private final boolean regex;

    private LogMatcher(Pattern pattern, boolean regex) {
        this.pattern = pattern;
        this.regex = regex;
    }

    /**
     * @throws java.util.regex.PatternSyntaxException where it is to be a regular expression and is none
     */
    static LogMatcher of(String text, boolean regex, boolean caseSensitive) {
        int flags = caseSensitive ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        return new LogMatcher(Pattern.compile(text, regex ? flags : flags | Pattern.LITERAL), regex);
    }

    /**
     * Whether a line matches.
     *
     * @throws TooSlowException where the expression needs far too many steps for it
     */
    boolean matches(LogEntry entry) {
        return guarded(() -> matcher(entry).find());
    }

    /**
     * Where a line matches; empty where it does not. A range beyond the shown text lies in the part that is hidden for
     * its length.
     *
     * @throws TooSlowException where the expression needs far too many steps for it
     */
    Optional<LogMatch> find(LogEntry entry) {
        return guarded(() -> {
            Matcher matcher = matcher(entry);
            if (!matcher.find()) {
                return Optional.empty();
            }
            int[] ranges = new int[2];
            int used = 0;
            do {
                if (matcher.end() > matcher.start()) {
                    ranges = used == ranges.length ? Arrays.copyOf(ranges, used * 2) : ranges;
                    ranges[used++] = matcher.start();
                    ranges[used++] = matcher.end();
                }
            } while (used < MAX_RANGES && matcher.find());
            return Optional.of(new LogMatch(entry.ordinal(), entry.key(), Arrays.copyOf(ranges, used)));
        });
    }

    private Matcher matcher(LogEntry entry) {
        String text = entry.fullText();
        return pattern.matcher(regex ? new SteppedText(text) : text);
    }

    private static <T> T guarded(java.util.function.Supplier<T> search) {
        try {
            return search.get();
        } catch (StackOverflowError e) {
            // Java's engine recurses for some repetitions; this is the expression's doing, not a bug of ours.
            throw new TooSlowException(e);
        } catch (SteppedText.UsedUpException e) {
            throw new TooSlowException(e);
        }
    }

    /** An expression that would take ages on some line. */
    static final class TooSlowException extends RuntimeException {
        TooSlowException(Throwable cause) {
            super(cause);
        }
    }
}
