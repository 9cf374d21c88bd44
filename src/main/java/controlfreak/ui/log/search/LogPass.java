package controlfreak.ui.log.search;

import controlfreak.log.text.SearchBudget;
import controlfreak.log.text.SearchBudget.TooSlowException;
import controlfreak.ui.log.lines.LogEntry;
import controlfreak.ui.log.lines.LogMerge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One round of work away from the FX thread: reads what is new, filters it, searches it; and filters or searches what
 * is there already, where that was asked for. Immutable; one thread at a time because of the merge.
 *
 * @param budget how many lines to read at most
 * @param refilter all lines that are held, where the filter is new
 * @param research the lines that passed the filter, where only the search is new
 */
public record LogPass(
        LogMerge merge,
        int budget,
        Optional<LogMatcher> filter,
        Optional<LogMatcher> find,
        Optional<List<LogEntry>> refilter,
        Optional<List<LogEntry>> research) {
    /**
     * @param read the new lines
     * @param passed those lines that passed the filter: of all where it is new, else of the new lines
     * @param found what was found: of all where filter or search is new, else of the new lines
     * @param unfinished what there is of lines that have not ended yet, where it passed the filter
     * @param foundUnfinished what was found in them
     */
    public record Result(
            List<LogEntry> read,
            List<LogEntry> passed,
            List<LogMatch> found,
            List<LogEntry> unfinished,
            List<LogMatch> foundUnfinished,
            boolean filterTooSlow,
            boolean findTooSlow) {
        /**
         * Leaves out what is outdated. The lines stay, since they are read only once.
         *
         * @param otherFilter whether another filter is asked for by now
         * @param otherSearch whether the lines are to be searched anew
         */
        public Result without(boolean otherFilter, boolean otherSearch) {
            return new Result(
                    read,
                    passed,
                    otherSearch ? List.of() : found,
                    unfinished,
                    otherSearch ? List.of() : foundUnfinished,
                    filterTooSlow && !otherFilter,
                    findTooSlow && !otherSearch);
        }
    }

    public Result run() {
        List<LogEntry> open = budget > 0 ? merge.unfinished() : List.of();
        List<LogEntry> read = budget > 0 ? merge.read(budget) : List.of();
        boolean filterTooSlow = false;
        boolean findTooSlow = false;
        List<LogEntry> candidates = refilter.map(all -> joined(all, read)).orElse(read);
        List<LogEntry> passed;
        List<LogEntry> unfinished = open.stream()
                .filter(entry -> read.stream().noneMatch(newer -> mayBeTheEnd(newer, entry)))
                .toList();
        try {
            passed = filtered(candidates);
            unfinished = filtered(unfinished);
        } catch (TooSlowException e) {
            filterTooSlow = true;
            passed = candidates;
        }
        List<LogMatch> found = List.of();
        List<LogMatch> foundUnfinished = List.of();
        try {
            found = find(research.isPresent() ? joined(research.get(), passed) : passed);
            foundUnfinished = find(unfinished);
        } catch (TooSlowException e) {
            findTooSlow = true;
        }
        return new Result(read, passed, found, unfinished, foundUnfinished, filterTooSlow, findTooSlow);
    }

    /** A line that ended after it was asked for is among the new ones by now. */
    private static boolean mayBeTheEnd(LogEntry newer, LogEntry unfinished) {
        return newer.source() == unfinished.source()
                && newer.stream() == unfinished.stream()
                && newer.line().sequence() >= unfinished.line().sequence();
    }

    private List<LogEntry> filtered(List<LogEntry> entries) {
        SearchBudget budget = LogMatcher.budget();
        return filter.map(matcher -> entries.stream()
                        .filter(entry -> matcher.matches(entry, budget))
                        .toList())
                .orElse(entries);
    }

    private List<LogMatch> find(List<LogEntry> entries) {
        SearchBudget budget = LogMatcher.budget();
        return find.map(matcher -> entries.stream()
                        .flatMap(entry -> matcher.find(entry, budget).stream())
                        .toList())
                .orElse(List.of());
    }

    private static List<LogEntry> joined(List<LogEntry> first, List<LogEntry> second) {
        List<LogEntry> all = new ArrayList<>(first.size() + second.size());
        all.addAll(first);
        all.addAll(second);
        return all;
    }
}
