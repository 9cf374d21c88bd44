package controlfreak.ui.history;

/**
 * An entry as the pane shows it. Immutable; any thread.
 *
 * @param earlier whether it is of a run before this one
 */
record HistoryItem(Entry entry, boolean earlier) {}
