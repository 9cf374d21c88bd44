package controlfreak.workspace.json;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds which items of a list are still there: by their names where they have some, else by what they are; of what
 * changed between two that stayed, the first became the first. Any thread.
 */
final class Matches {
    private static final int MAX_TABLE = 4_000_000;

    private Matches() {}

    /** For each item of a list its index before, or -1 where it is new; the order is kept. */
    static int[] of(List<?> before, List<?> after) {
        List<Object> old = before.stream().map(Matches::name).toList();
        List<Object> now = after.stream().map(Matches::name).toList();
        int[] matches = new int[now.size()];
        Arrays.fill(matches, -1);
        int start = 0;
        while (start < Math.min(old.size(), now.size()) && Objects.equals(old.get(start), now.get(start))) {
            matches[start] = start;
            start++;
        }
        int tail = 0;
        while (tail < Math.min(old.size(), now.size()) - start
                && Objects.equals(old.get(old.size() - 1 - tail), now.get(now.size() - 1 - tail))) {
            tail++;
            matches[now.size() - tail] = old.size() - tail;
        }
        common(old.subList(start, old.size() - tail), now.subList(start, now.size() - tail), start, matches);
        pairRest(old.size(), matches);
        return matches;
    }

    private static Object name(Object item) {
        return item instanceof Map<?, ?> map && map.containsKey("name") ? map.get("name") : String.valueOf(item);
    }

    /** The longest sequence that two lists have in common. */
    private static void common(List<Object> old, List<Object> now, int offset, int[] matches) {
        if ((long) old.size() * now.size() > MAX_TABLE) {
            return;
        }
        int[][] length = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int k = now.size() - 1; k >= 0; k--) {
                length[i][k] = old.get(i).equals(now.get(k))
                        ? length[i + 1][k + 1] + 1
                        : Math.max(length[i + 1][k], length[i][k + 1]);
            }
        }
        int i = 0;
        int k = 0;
        while (i < old.size() && k < now.size()) {
            if (old.get(i).equals(now.get(k))) {
                matches[offset + k++] = offset + i++;
            } else if (length[i + 1][k] >= length[i][k + 1]) {
                i++;
            } else {
                k++;
            }
        }
    }

    /** What is new takes the place of what is gone between the same neighbours. */
    private static void pairRest(int size, int[] matches) {
        int free = 0;
        for (int k = 0; k < matches.length; k++) {
            if (matches[k] >= 0) {
                free = matches[k] + 1;
            } else if (free < next(matches, k, size)) {
                matches[k] = free++;
            }
        }
    }

    private static int next(int[] matches, int from, int size) {
        for (int k = from + 1; k < matches.length; k++) {
            if (matches[k] >= 0) {
                return matches[k];
            }
        }
        return size;
    }
}
