package controlfreak.ui.log;

/**
 * Lines that the pane can show, and what was found in them. FX thread only.
 *
 * @param matches by the ordinals of these lines
 */
record LogPage(LogLines lines, LogMatches matches) {
    LogPage(int maxLines, long maxBytes) {
        this(new LogLines(maxLines, maxBytes), new LogMatches());
    }

    /** Forgets what was found in lines that are gone. */
    void trim() {
        trim(lines.isEmpty() ? Long.MIN_VALUE : lines.get(lines.size() - 1).ordinal());
    }

    /** Forgets what was found in lines that are gone, but not what comes after the last line. */
    void trimStart() {
        trim(Long.MAX_VALUE - 1);
    }

    private void trim(long last) {
        matches.trim(lines.isEmpty() ? Long.MIN_VALUE : lines.get(0).ordinal(), last);
    }
}
