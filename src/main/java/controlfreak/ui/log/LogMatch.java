package controlfreak.ui.log;

/**
 * A line that was found. Immutable (the array must not be changed); any thread.
 *
 * @param ranges starts and ends of what was found in its text, in order
 */
record LogMatch(long ordinal, int[] ranges) {}
