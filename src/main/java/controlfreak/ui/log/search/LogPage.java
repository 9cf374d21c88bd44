package controlfreak.ui.log.search;

import controlfreak.ui.log.lines.LogLines;

/**
 * Lines that the pane can show, and what was found in them. FX thread only.
 *
 * @param matches by the ordinals of these lines
 */
public record LogPage(LogLines lines, LogMatches matches) {
    public LogPage(int maxLines, long maxBytes) {
        this(new LogLines(maxLines, maxBytes), new LogMatches());
    }

    /** Forgets what was found in lines that are gone. */
    public void trim() {
        trim(lines.isEmpty() ? Long.MIN_VALUE : lines.get(lines.size() - 1).ordinal());
    }

    /** Forgets what was found in lines that are gone, but not what comes after the last line. */
    public void trimStart() {
        trim(Long.MAX_VALUE - 1);
    }

    private void trim(long last) {
        matches.trim(lines.isEmpty() ? Long.MIN_VALUE : lines.get(0).ordinal(), last);
    }
}
