package controlfreak.ui.log.lines;

import controlfreak.log.ArchivedLine;
import controlfreak.log.LogLine;
import controlfreak.log.LogStream;
import controlfreak.log.text.LogText;
import controlfreak.log.text.StyledText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A line as the pane shows it. Immutable; any thread.
 *
 * @param ordinal its place among the lines that were read with it; rises
 * @param source which of the selected sources it came from, from 0
 * @param next the sequence number of the line that follows it in its log
 * @param text what is shown of it: escapes left out, control characters made visible, cut where it is too long
 * @param spans how its parts are to look; empty where all of it is plain
 * @param hiddenBytes about how much of it is not shown for its length
 */
public record LogEntry(
        long ordinal,
        int source,
        String name,
        LogLine line,
        long next,
        String text,
        List<StyledText.Span> spans,
        int hiddenBytes) {
    /** Beyond this, laying out a single line would hold the window up. */
    static final int MAX_SHOWN = 2_000;

    /** A key has room for the microseconds of some centuries beside it. */
    private static final int MAX_SOURCES = 1_024;

    static LogEntry of(long ordinal, int source, String name, LogLine line) {
        return of(ordinal, source, name, line, line.sequence() + 1);
    }

    /** A line that was read from a file. */
    static LogEntry of(long ordinal, int source, String name, ArchivedLine archived) {
        return of(ordinal, source, name, archived.line(), archived.end());
    }

    private static LogEntry of(long ordinal, int source, String name, LogLine line, long next) {
        StyledText styled = LogText.styled(line.text());
        String full = styled.text();
        if (full.length() <= MAX_SHOWN) {
            return new LogEntry(ordinal, source, name, line, next, full, styled.spans(), 0);
        }
        int end = Character.isHighSurrogate(full.charAt(MAX_SHOWN - 1)) ? MAX_SHOWN - 1 : MAX_SHOWN;
        int hidden = full.substring(end).getBytes(StandardCharsets.UTF_8).length;
        return new LogEntry(ordinal, source, name, line, next, full.substring(0, end), styled.spans(), hidden);
    }

    /** What it is known by wherever it was read from: its time, then its source. No two lines of a log have one time. */
    public long key() {
        return keyOf(time(), source);
    }

    public static long keyOf(Instant time, int source) {
        long micros = time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
        return micros * MAX_SOURCES + Math.floorMod(source, MAX_SOURCES);
    }

    static Instant timeOfKey(long key) {
        long micros = Math.floorDiv(key, MAX_SOURCES);
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }

    /** Whether another line goes on where this one was only cut for its length. */
    boolean goesOnWith(LogEntry other) {
        return line.continued()
                && source == other.source
                && stream() == other.stream()
                && next == other.line.sequence();
    }

    /** Whether another line has the same words and look. */
    boolean reads(LogEntry other) {
        return source == other.source && stream() == other.stream() && Arrays.equals(line.bytes(), other.line.bytes());
    }

    public String fullText() {
        return hiddenBytes == 0 ? text : LogText.clean(line.text());
    }

    public Instant time() {
        return line.time();
    }

    public LogStream stream() {
        return line.stream();
    }
}
