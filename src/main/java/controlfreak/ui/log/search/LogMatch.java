package controlfreak.ui.log.search;

/**
 * A line that was found. Immutable (the array must not be changed); any thread.
 *
 * @param key what the line is known by wherever it was read from
 * @param ranges starts and ends of what was found in its text, in order
 */
public record LogMatch(long ordinal, long key, int[] ranges) {}
