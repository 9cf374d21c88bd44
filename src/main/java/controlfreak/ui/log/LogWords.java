package controlfreak.ui.log;

import controlfreak.ui.fx.Texts;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** What the pane says about the selected sources. Any thread. */
final class LogWords {
    private static final int NAMED = 3;
    private static final int FILES = 10;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private LogWords() {}

    static String time(Instant time) {
        return TIME.format(time);
    }

    /** The sources by name, as many as are easily read. */
    static String title(List<LogSource> sources) {
        if (sources.isEmpty()) {
            return Texts.text("log.title");
        }
        String names = sources.stream().limit(NAMED).map(LogSource::name).collect(Collectors.joining(", "));
        return sources.size() <= NAMED ? names : Texts.text("log.title.more", names, sources.size() - NAMED);
    }

    /** Why there is no line of any of them. */
    static String silence(List<LogSource> sources) {
        if (sources.isEmpty()) {
            return Texts.text("log.empty.selection");
        }
        if (sources.size() > 1) {
            return Texts.text("log.empty.several", sources.size());
        }
        LogSource source = sources.get(0);
        return source.startedAt()
                .get()
                .map(time -> Texts.text("log.empty.silent", source.name(), time(time)))
                .orElseGet(() -> Texts.text("log.empty.never", source.name()));
    }

    /** The lines that did not get to their files; empty where all did. */
    static String lost(List<LogSource> sources) {
        long lost = sources.stream()
                .mapToLong(source -> source.log().lostFromFile())
                .sum();
        return lost == 0 ? "" : Texts.text("log.lost", lost);
    }

    /** The files, as many as a tooltip can hold. */
    static String files(List<LogSource> sources) {
        return sources.stream()
                .limit(FILES)
                .map(source -> source.log().file().toString())
                .collect(Collectors.joining("\n"));
    }

    /** The kind of failure in words: the messages of the system's exceptions are but the file's name. */
    static String reason(IOException e) {
        return e.getClass().getSimpleName().replaceAll("Exception$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    }
}
