package controlfreak.ui.log.search;

import java.util.OptionalLong;

/**
 * All lines of the record that were found, wherever they are, by their keys, and the one that was jumped to. Those that
 * the files have and those that memory has arrive side by side, and may be the same. FX thread only.
 */
public final class LogHits {
    private LogKeys archived = new LogKeys();
    private LogKeys recent = new LogKeys();
    private OptionalLong current = OptionalLong.empty();

    void clear() {
        archived = new LogKeys();
        recent = new LogKeys();
    }

    void clearRecent() {
        recent = new LogKeys();
    }

    void forgetCurrent() {
        current = OptionalLong.empty();
    }

    /** Adds keys of lines in files, which rise from call to call. */
    void addArchived(long[] keys) {
        for (long key : keys) {
            if (!recent.contains(key)) {
                archived.add(key);
            }
        }
    }

    void addRecent(long key) {
        if (!archived.contains(key)) {
            recent.add(key);
        }
    }

    OptionalLong current() {
        return current;
    }

    /** How many there are up to a key, that one included. */
    int count(long last) {
        return countBelow(last + 1);
    }

    /** Which of them the current one is, from 1; 0 where there is none. */
    int position() {
        return current.isPresent() ? countBelow(current.getAsLong()) + 1 : 0;
    }

    /**
     * Makes the next one current, after the last comes the first.
     *
     * @param from where to begin if none is current
     * @param last those beyond this key are left out
     */
    OptionalLong next(long from, long last) {
        return choose(countBelow(current.isPresent() ? current.getAsLong() + 1 : from), count(last));
    }

    /** As {@link #next}, the other way round. */
    OptionalLong previous(long from, long last) {
        return choose(countBelow(current.isPresent() ? current.getAsLong() : from + 1) - 1, count(last));
    }

    private OptionalLong choose(int index, int count) {
        current = count == 0 ? OptionalLong.empty() : OptionalLong.of(at(Math.floorMod(index, count)));
        return current;
    }

    private int countBelow(long key) {
        return archived.countBelow(key) + recent.countBelow(key);
    }

    /** The key with so many below it. */
    private long at(int index) {
        int low = Math.max(0, index - recent.size());
        int high = Math.min(index, archived.size());
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (archived.get(middle) < recent.get(index - middle - 1)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        boolean isArchived =
                low < archived.size() && (index - low >= recent.size() || archived.get(low) < recent.get(index - low));
        return isArchived ? archived.get(low) : recent.get(index - low);
    }
}
