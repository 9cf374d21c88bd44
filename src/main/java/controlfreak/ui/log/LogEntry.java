package controlfreak.ui.log;

import controlfreak.log.LogLine;
import controlfreak.log.LogStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A line as the pane shows it. Immutable; any thread.
 *
 * @param ordinal its place among all lines that were merged for this selection; rises without gaps
 * @param source which of the selected sources it came from, from 0
 * @param text what is shown of it: control characters made visible, cut where it is too long
 * @param hiddenBytes about how much of it is not shown for its length
 */
record LogEntry(long ordinal, int source, String name, LogLine line, String text, int hiddenBytes) {
    /** Beyond this, laying out a single line would hold the window up. */
    static final int MAX_SHOWN = 2_000;

    static LogEntry of(long ordinal, int source, String name, LogLine line) {
        String full = LogText.clean(line.text());
        if (full.length() <= MAX_SHOWN) {
            return new LogEntry(ordinal, source, name, line, full, 0);
        }
        int end = Character.isHighSurrogate(full.charAt(MAX_SHOWN - 1)) ? MAX_SHOWN - 1 : MAX_SHOWN;
        int hidden = full.substring(end).getBytes(StandardCharsets.UTF_8).length;
        return new LogEntry(ordinal, source, name, line, full.substring(0, end), hidden);
    }

    String fullText() {
        return hiddenBytes == 0 ? text : LogText.clean(line.text());
    }

    Instant time() {
        return line.time();
    }

    LogStream stream() {
        return line.stream();
    }
}
