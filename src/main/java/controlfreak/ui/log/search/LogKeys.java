package controlfreak.ui.log.search;

import java.util.Arrays;

/** Keys of lines in rising order, bounded: of too many the lowest are forgotten. One thread at a time. */
public final class LogKeys {
    static final int MOST = 1_000_000;

    private static final int FIRST_PLACES = 64;

    private long[] keys = new long[FIRST_PLACES];
    private int size;

    int size() {
        return size;
    }

    long get(int index) {
        return keys[index];
    }

    /** Adds a key in its place; one that is there is not added again. */
    void add(long key) {
        int place = countBelow(key);
        if (place < size && keys[place] == key) {
            return;
        }
        if (size == MOST) {
            int forgotten = MOST / 10;
            System.arraycopy(keys, forgotten, keys, 0, size - forgotten);
            size -= forgotten;
            place = Math.max(0, place - forgotten);
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, Math.min(MOST, 2 * size));
        }
        System.arraycopy(keys, place, keys, place + 1, size - place);
        keys[place] = key;
        size++;
    }

    boolean contains(long key) {
        int place = countBelow(key);
        return place < size && keys[place] == key;
    }

    /** How many are lower than a key. */
    int countBelow(long key) {
        if (size > 0 && keys[size - 1] < key) {
            return size;
        }
        int place = Arrays.binarySearch(keys, 0, size, key);
        return place < 0 ? -place - 1 : place;
    }
}
