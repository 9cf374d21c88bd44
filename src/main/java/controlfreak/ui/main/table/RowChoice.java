package controlfreak.ui.main.table;

/**
 * One of several things that can be meant, for a menu below the row. FX thread only.
 *
 * @param text as it is shown
 * @param action what is done where it is chosen
 */
public record RowChoice(String text, Runnable action) {}
