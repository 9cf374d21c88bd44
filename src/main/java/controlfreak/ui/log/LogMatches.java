package controlfreak.ui.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The lines that were found, in their order, and the one that was jumped to. FX thread only. */
final class LogMatches {
    private final List<LogMatch> matches = new ArrayList<>();
    private OptionalLong current = OptionalLong.empty();

    void set(List<LogMatch> all) {
        matches.clear();
        matches.addAll(all);
        current = current.isPresent() && of(current.getAsLong()).isPresent() ? current : OptionalLong.empty();
    }

    void append(List<LogMatch> more) {
        matches.addAll(more);
    }

    /** Forgets those before a line. */
    void trim(long firstOrdinal) {
        matches.subList(0, lowerBound(firstOrdinal)).clear();
        if (current.isPresent() && current.getAsLong() < firstOrdinal) {
            current = OptionalLong.empty();
        }
    }

    void forgetCurrent() {
        current = OptionalLong.empty();
    }

    Optional<LogMatch> of(long ordinal) {
        int index = lowerBound(ordinal);
        return index < matches.size() && matches.get(index).ordinal() == ordinal
                ? Optional.of(matches.get(index))
                : Optional.empty();
    }

    OptionalLong current() {
        return current;
    }

    /** How many there are up to a line, that one included. */
    int count(long lastOrdinal) {
        return lowerBound(lastOrdinal + 1);
    }

    /** Which of them the current one is, from 1; 0 where there is none. */
    int position() {
        return current.isPresent() ? lowerBound(current.getAsLong()) + 1 : 0;
    }

    /**
     * Makes the next one current, after the last comes the first.
     *
     * @param from where to begin if none is current
     * @param lastOrdinal those after this line are left out
     */
    OptionalLong next(long from, long lastOrdinal) {
        return choose(current.isPresent() ? position() : lowerBound(from), count(lastOrdinal));
    }

    /** As {@link #next}, the other way round. */
    OptionalLong previous(long from, long lastOrdinal) {
        return choose(current.isPresent() ? position() - 2 : lowerBound(from + 1) - 1, count(lastOrdinal));
    }

    private OptionalLong choose(int index, int count) {
        current = count == 0
                ? OptionalLong.empty()
                : OptionalLong.of(matches.get(Math.floorMod(index, count)).ordinal());
        return current;
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
