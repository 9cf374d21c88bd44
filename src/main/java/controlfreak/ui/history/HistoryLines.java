package controlfreak.ui.history;

import controlfreak.model.ServiceId;
import controlfreak.model.Signal;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ServiceState;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.RowState;
import controlfreak.ui.main.verb.Request;
import controlfreak.ui.main.verb.SignalRequest;
import controlfreak.ui.main.verb.Verb;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Entries as lines of a file that a person can read: time, what it is, and what belongs to that, tab-separated. An
 * action has one line when it is asked for and one when its outcome is known. Any thread.
 */
final class HistoryLines {
    private static final Logger LOGGER = System.getLogger(HistoryLines.class.getName());
    private static final String OPENED = "opened";
    private static final String CHANGE = "change";
    private static final String EDIT = "edit";
    private static final String ASKED = "asked";
    private static final String DONE = "done";
    private static final String FAILED = "failed";
    private static final String PROXY = "proxy:";
    private static final String SIGNAL = "SIG";

    private HistoryLines() {}

    static String line(Entry entry, ZoneId zone) {
        if (entry instanceof Entry.Change change) {
            return joined(change.at(), zone, CHANGE, target(change.row()), change.from(), change.to(), change.cause());
        }
        if (entry instanceof Entry.Edit edit) {
            return joined(edit.at(), zone, EDIT, edit.what());
        }
        if (entry instanceof Entry.Action action) {
            String number = Long.toString(action.number());
            return action.outcome()
                    .map(outcome ->
                            joined(outcome.at(), zone, outcome.failure() ? FAILED : DONE, number, outcome.text()))
                    .orElseGet(() -> joined(
                            action.at(),
                            zone,
                            ASKED,
                            number,
                            name(action.request()),
                            action.rows().stream().map(HistoryLines::target).collect(Collectors.joining(" "))));
        }
        return joined(entry.at(), zone, OPENED);
    }

    private static String joined(Instant at, ZoneId zone, String... fields) {
        String time = at.truncatedTo(ChronoUnit.MILLIS)
                .atZone(zone)
                .toOffsetDateTime()
                .toString();
        return time + "\t" + Arrays.stream(fields).map(HistoryLines::escaped).collect(Collectors.joining("\t"));
    }

    private static String escaped(String field) {
        return field.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String unescaped(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char letter = field.charAt(i);
            boolean escape = letter == '\\' && i + 1 < field.length();
            text.append(escape ? plain(field.charAt(++i)) : letter);
        }
        return text.toString();
    }

    private static char plain(char escape) {
        return switch (escape) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> escape;
        };
    }

    private static String target(RowKey row) {
        if (row instanceof RowKey.OfProxy proxy) {
            return PROXY + proxy.name();
        }
        if (row instanceof RowKey.OfProcess process && process.id().instance() > 0) {
            return process.id().service() + "/" + process.id().instance();
        }
        return row.display();
    }

    private static RowKey row(String target) {
        if (target.startsWith(PROXY)) {
            return new RowKey.OfProxy(target.substring(PROXY.length()));
        }
        int slash = target.indexOf('/');
        return new RowKey.OfProcess(
                slash < 0
                        ? new ServiceId(target, 0)
                        : new ServiceId(target.substring(0, slash), Integer.parseInt(target.substring(slash + 1))));
    }

    private static String name(Request request) {
        if (request instanceof SignalRequest sent) {
            return SIGNAL + sent.signal();
        }
        return Changes.name((Verb) request);
    }

    /** @throws IllegalArgumentException where there is no such request */
    private static Request request(String name) {
        return name.startsWith(SIGNAL)
                ? new SignalRequest(Signal.valueOf(name.substring(SIGNAL.length())))
                : Verb.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The entries that lines tell of; lines that are none, such as one that was cut, are left out. */
    static List<Entry> parse(List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        Map<String, Integer> asked = new HashMap<>();
        for (String line : lines) {
            try {
                parse(line.split("\t", -1), entries, asked);
            } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                LOGGER.log(Level.DEBUG, "This is no line of a history: " + line, e);
            }
        }
        return entries;
    }

    /** @param asked the places of the actions whose outcome is not known yet, by their numbers */
    private static void parse(String[] fields, List<Entry> entries, Map<String, Integer> asked) {
        Instant at = OffsetDateTime.parse(fields[0]).toInstant();
        switch (fields[1]) {
            case OPENED -> {
                asked.clear();
                entries.add(new Entry.Opened(at));
            }
            case CHANGE -> entries.add(change(at, row(fields[2]), fields[3], fields[4], unescaped(fields[5])));
            case EDIT -> entries.add(new Entry.Edit(at, unescaped(fields[2])));
            case ASKED -> {
                entries.add(action(at, fields));
                asked.put(fields[2], entries.size() - 1);
            }
            case DONE, FAILED -> {
                Entry.Outcome outcome = new Entry.Outcome(at, fields[1].equals(FAILED), unescaped(fields[3]));
                Optional.ofNullable(asked.remove(fields[2]))
                        .ifPresent(place -> entries.set(place, ((Entry.Action) entries.get(place)).with(outcome)));
            }
            // What later versions write is passed over.
            default -> {}
        }
    }

    private static Entry change(Instant at, RowKey row, String from, String to, String cause) {
        return new Entry.Change(at, row, from, to, look(row, from, to), cause);
    }

    /** @throws IllegalArgumentException where there are no such states */
    private static RowState look(RowKey row, String from, String to) {
        if (row instanceof RowKey.OfProxy) {
            ProxyState.valueOf(from.toUpperCase(Locale.ROOT));
            return RowState.of(ProxyState.valueOf(to.toUpperCase(Locale.ROOT)));
        }
        ServiceState.valueOf(from.toUpperCase(Locale.ROOT));
        return RowState.of(ServiceState.valueOf(to.toUpperCase(Locale.ROOT)));
    }

    private static Entry.Action action(Instant at, String[] fields) {
        return new Entry.Action(
                Long.parseLong(fields[2]),
                at,
                request(fields[3]),
                Arrays.stream(fields[4].split(" ")).map(HistoryLines::row).toList(),
                Optional.empty());
    }
}
