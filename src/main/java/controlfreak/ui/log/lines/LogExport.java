package controlfreak.ui.log.lines;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Makes plain text of lines, whole ones whatever their length. Any thread. */
public final class LogExport {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private LogExport() {}

    public static String time(Instant time) {
        return TIME.format(time);
    }

    /**
     * @param times whether each line begins with its time
     * @param names whether each line begins with the name of its source
     */
    public static String text(List<LogEntry> entries, boolean times, boolean names) {
        StringBuilder text = new StringBuilder();
        LogEntry before = null;
        for (LogEntry entry : entries) {
            if (before != null && !before.goesOnWith(entry)) {
                text.append('\n');
            }
            if (before == null || !before.goesOnWith(entry)) {
                text.append(times ? time(entry.time()) + "  " : "").append(names ? entry.name() + "  " : "");
            }
            text.append(entry.fullText());
            before = entry;
        }
        return text.append(entries.size() > 1 ? "\n" : "").toString();
    }
}
