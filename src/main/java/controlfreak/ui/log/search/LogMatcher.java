package controlfreak.ui.log.search;

import controlfreak.log.text.SearchBudget;
import controlfreak.log.text.SearchBudget.TooSlowException;
import controlfreak.ui.log.lines.LogEntry;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a text or a regular expression in lines. Immutable; any thread. */
public final class LogMatcher {
    private static final int MAX_RANGES = 200;

    /** What one round of work in the background may take: some seconds. */
    private static final long STEPS_A_ROUND = 500_000_000;

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

    /** For one round of work in the background. */
    static SearchBudget budget() {
        return new SearchBudget(STEPS_A_ROUND);
    }

    /**
     * Whether a line matches.
     *
     * @throws TooSlowException where the expression needs far too many steps
     */
    boolean matches(LogEntry entry, SearchBudget budget) {
        return search(entry, budget, Matcher::find);
    }

    /**
     * Where a line matches; empty where it does not. A range beyond the shown text lies in the part that is hidden for
     * its length.
     *
     * @throws TooSlowException where the expression needs far too many steps
     */
    Optional<LogMatch> find(LogEntry entry, SearchBudget budget) {
        return search(entry, budget, matcher -> {
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

    private <T> T search(LogEntry entry, SearchBudget budget, Function<Matcher, T> search) {
        String text = entry.fullText();
        return regex ? budget.search(pattern, text, search) : search.apply(pattern.matcher(text));
    }
}
