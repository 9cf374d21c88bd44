package controlfreak.ui.log.lines;

import controlfreak.log.LogRun;
import controlfreak.log.LogStream;
import controlfreak.log.text.LogLevel;
import controlfreak.ui.fx.Texts;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the pane says about the selected sources. Any thread. */
public final class LogWords {
    private static final int NAMED = 3;
    private static final int FILES = 10;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    private LogWords() {}

    public static String time(Instant time) {
        return TIME.format(time);
    }

    /** What a line is, in words: an error, a warning, of standard error; empty for what most lines are. */
    public static String kind(LogStream stream, LogLevel level) {
        String words = switch (level) {
            case ERROR -> Texts.text("log.level.error");
            case WARNING -> Texts.text("log.level.warning");
            case NONE, INFO -> "";
        };
        return switch (stream) {
            case OUT -> words;
            case ERR -> words.isEmpty() ? Texts.text("log.stderr") : Texts.text("log.stderr.level", words);
            case IN -> Texts.text("log.typed");
            case NOTE, START, END -> Texts.text("log.panel");
        };
    }

    /** The sources by name, as many as are easily read. */
    public static String title(List<LogSource> sources) {
        if (sources.isEmpty()) {
            return Texts.text("log.title");
        }
        String names = sources.stream().limit(NAMED).map(LogSource::name).collect(Collectors.joining(", "));
        return sources.size() <= NAMED ? names : Texts.text("log.title.more", names, sources.size() - NAMED);
    }

    /** Why there is no line of any of them. */
    public static String silence(List<LogSource> sources) {
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
    public static String lost(List<LogSource> sources) {
        long lost = sources.stream()
                .mapToLong(source -> source.log().lostFromFile())
                .sum();
        return lost == 0 ? "" : Texts.text("log.lost", lost);
    }

    /** The files, as many as a tooltip can hold. */
    public static String files(List<LogSource> sources) {
        return sources.stream()
                .limit(FILES)
                .map(source -> source.log().file().toString())
                .collect(Collectors.joining("\n"));
    }

    /** The kind of failure in words: the messages of the system's exceptions are but the file's name. */
    public static String reason(IOException e) {
        return e.getClass().getSimpleName().replaceAll("Exception$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    }

    /** A time of today alone, one of another day with its day. */
    public static String dayAndTime(Instant time) {
        boolean today = LocalDate.ofInstant(time, ZoneId.systemDefault()).equals(LocalDate.now());
        return today ? time(time) : DAY_AND_TIME.format(time);
    }

    /** @param place how many runs there were after it */
    public static String runName(LogRun run, int place) {
        if (place == 0) {
            return Texts.text(run.cause().isEmpty() ? "log.run.this" : "log.run.last");
        }
        return place == 1 ? Texts.text("log.run.previous") : Texts.text("log.run.ago", place);
    }

    /** A run with its time, and how it ended. */
    public static String run(LogRun run, int place) {
        if (place == 0 && run.cause().isEmpty()) {
            return Texts.text("log.run.now", runName(run, place), dayAndTime(run.start()));
        }
        String end = run.cause().orElseGet(() -> Texts.text("log.run.unknown"));
        return Texts.text("log.run", runName(run, place), dayAndTime(run.start()), end);
    }
}
