package controlfreak.ui.history;

import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.verb.Verb;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Entries in words. Any thread. */
final class HistoryWords {
    private static final int NAMED = 2;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter COPIED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private HistoryWords() {}

    static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }

    /** The line that a run begins with. */
    static String heading(Entry.Opened opened, ZoneId zone) {
        return Texts.text("history.opened", DATE.format(opened.at().atZone(zone)), time(opened.at(), zone));
    }

    /** Whom it is about, as many names as are easily read. */
    static String subject(Entry entry) {
        List<RowKey> rows = entry.rows();
        String names = rows.stream().limit(NAMED).map(RowKey::display).collect(Collectors.joining(", "));
        if (entry instanceof Entry.Edit) {
            return Texts.text("history.workspace");
        }
        return rows.size() <= NAMED ? names : Texts.text("history.more", names, rows.size() - NAMED);
    }

    /** What was asked for, or what became what. */
    static String event(Entry entry) {
        if (entry instanceof Entry.Change change) {
            String family = change.row() instanceof RowKey.OfProxy ? "proxy." : "";
            return Texts.text("history.change", state(family, change.from()), state(family, change.to()));
        }
        if (entry instanceof Entry.Action action) {
            return action.request().title();
        }
        return entry instanceof Entry.Edit edit ? edit.what() : "";
    }

    private static String state(String family, String name) {
        return family.isEmpty() ? Texts.text("state." + name) : Texts.text("state.proxy." + name);
    }

    /** Why it happened, or what came of it; may be empty. */
    static String detail(Entry entry) {
        if (entry instanceof Entry.Change change) {
            return change.cause();
        }
        return entry instanceof Entry.Action action
                ? action.outcome().map(Entry.Outcome::text).orElseGet(() -> Texts.text("history.pending"))
                : "";
    }

    /** What ControlFreak's command line is given for the same, a line for each process. */
    static Stream<String> commands(Entry entry) {
        return entry instanceof Entry.Action action
                ? action.rows().stream().flatMap(row -> commands(action, row))
                : Stream.empty();
    }

    private static Stream<String> commands(Entry.Action action, RowKey row) {
        return action.request() instanceof Verb verb ? commands(verb, row) : Stream.empty();
    }

    private static Stream<String> commands(Verb verb, RowKey row) {
        return switch (verb) {
            case START, WITHNEEDS, ANYWAY, RETRY -> Stream.of("start service " + row.display());
            case STOP, GIVEUP -> Stream.of("stop service " + row.display());
            case RESTART, ROLL -> Stream.of("restart service " + row.display());
            case RUN -> Stream.of("proxyup " + row.display());
            case SHUTDOWN -> Stream.of("proxydown " + row.display());
            case RELOAD -> Stream.of("proxydown " + row.display(), "proxyup " + row.display());
            // It has no such verbs.
            case KILL, REREAD, REFORK, RECYCLE, CANCEL -> Stream.empty();
        };
    }

    /** The command where it is a single one. */
    static Optional<String> command(Entry entry) {
        List<String> commands = commands(entry).limit(2).toList();
        return commands.size() == 1 ? Optional.of(commands.get(0)) : Optional.empty();
    }

    /** All that it says, on one line. */
    static String line(Entry entry, ZoneId zone) {
        if (entry instanceof Entry.Opened opened) {
            return heading(opened, zone);
        }
        Stream<String> parts = Stream.of(allNames(entry), event(entry), detail(entry));
        return COPIED.format(entry.at().atZone(zone)) + "  "
                + parts.filter(part -> !part.isEmpty()).collect(Collectors.joining("  "));
    }

    static String searched(Entry entry) {
        return allNames(entry) + " " + event(entry) + " " + detail(entry);
    }

    private static String allNames(Entry entry) {
        return entry.rows().isEmpty()
                ? subject(entry)
                : entry.rows().stream().map(RowKey::display).collect(Collectors.joining(", "));
    }
}
