package controlfreak.ui.log.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was found in the lines of a page, in their order: cells mark it. FX thread only. */
public final class LogMatches {
    private final List<LogMatch> matches = new ArrayList<>();
    private List<LogMatch> unfinished = List.of();

    public void set(List<LogMatch> all) {
        matches.clear();
        matches.addAll(all);
    }

    /** What was found in lines that have not ended yet. */
    public void setUnfinished(List<LogMatch> all) {
        unfinished = all;
    }

    public void append(List<LogMatch> more) {
        matches.addAll(more);
    }

    public void prepend(List<LogMatch> more) {
        matches.addAll(0, more);
    }

    /** Forgets those outside of two lines. */
    void trim(long firstOrdinal, long lastOrdinal) {
        matches.subList(lowerBound(lastOrdinal + 1), matches.size()).clear();
        matches.subList(0, lowerBound(firstOrdinal)).clear();
    }

    Optional<LogMatch> of(long ordinal) {
        for (LogMatch match : unfinished) {
            if (match.ordinal() == ordinal) {
                return Optional.of(match);
            }
        }
        int index = lowerBound(ordinal);
        return index < matches.size() && matches.get(index).ordinal() == ordinal
                ? Optional.of(matches.get(index))
                : Optional.empty();
    }

    private int lowerBound(long ordinal) {
        int low = 0;
        int high = matches.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (matches.get(middle).ordinal() < ordinal) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
