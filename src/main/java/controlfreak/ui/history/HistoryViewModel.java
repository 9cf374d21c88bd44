package controlfreak.ui.history;

import controlfreak.figures.Subject;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.RowKey;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** What the history pane shows: the newest entries of this run and of those before it. FX thread only. */
public final class HistoryViewModel {
    /** How many entries are shown; the file has more. */
    static final int CAPACITY = 5000;

    private final ZoneId zone;
    private final ObservableList<HistoryItem> all = FXCollections.observableArrayList();
    private final FilteredList<HistoryItem> shown = new FilteredList<>(all);
    private final ObjectProperty<HistoryFilter.Kind> kind = new SimpleObjectProperty<>(HistoryFilter.Kind.ALL);
    private final StringProperty text = new SimpleStringProperty("");
    private final BooleanProperty selectedOnly = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper placeholder = new ReadOnlyStringWrapper("");
    private Set<RowKey> selected = Set.of();
    private Optional<Path> file = Optional.empty();

    public HistoryViewModel(ZoneId zone) {
        this.zone = zone;
        List.of(kind, text, selectedOnly).forEach(part -> part.addListener(changed -> filter()));
        shown.addListener((ListChangeListener<HistoryItem>) change -> tellWhyEmpty());
        tellWhyEmpty();
    }

    ZoneId zone() {
        return zone;
    }

    /** The entries that the filter lets through, oldest first. */
    ObservableList<HistoryItem> items() {
        return shown;
    }

    ObjectProperty<HistoryFilter.Kind> kindProperty() {
        return kind;
    }

    StringProperty textProperty() {
        return text;
    }

    /** Whether only what is about the selected rows is shown; nothing is hidden while no row is selected. */
    BooleanProperty selectedOnlyProperty() {
        return selectedOnly;
    }

    /** Why there is nothing to see; empty where there is. */
    ReadOnlyStringProperty placeholderProperty() {
        return placeholder.getReadOnlyProperty();
    }

    /** Why entries are not kept; empty where they are. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Where entries are kept. */
    Optional<Path> file() {
        return file;
    }

    /** Another run begins: what was shown is no longer of interest. */
    void begin(Entry.Opened opened, Path newFile) {
        file = Optional.of(newFile);
        all.setAll(new HistoryItem(opened, false));
    }

    /** The run goes on, and its file is elsewhere. */
    void movedTo(Path newFile) {
        file = Optional.of(newFile);
    }

    /** Shows what the file held before a run, unless yet another has begun meanwhile. */
    void precede(Entry.Opened run, List<Entry> earlier) {
        if (all.contains(new HistoryItem(run, false))) {
            all.addAll(
                    0,
                    earlier.stream().map(entry -> new HistoryItem(entry, true)).toList());
            trim();
        }
    }

    /** Adds entries; one that tells the outcome of an action takes the action's place. */
    void take(List<Entry> entries) {
        List<HistoryItem> fresh = new ArrayList<>();
        for (Entry entry : entries) {
            HistoryItem item = new HistoryItem(entry, false);
            if (!(entry instanceof Entry.Action action)
                    || action.outcome().isEmpty()
                    || !(replaced(fresh, action, item) || replaced(all, action, item))) {
                fresh.add(item);
            }
        }
        all.addAll(fresh);
        trim();
    }

    private static boolean replaced(List<HistoryItem> items, Entry.Action action, HistoryItem item) {
        for (int place = items.size() - 1; place >= 0; place--) {
            HistoryItem known = items.get(place);
            if (!known.earlier() && known.entry() instanceof Entry.Action asked && asked.number() == action.number()) {
                items.set(place, item);
                return true;
            }
        }
        return false;
    }

    private void trim() {
        if (all.size() > CAPACITY) {
            all.remove(0, all.size() - CAPACITY);
        }
    }

    /** Says which rows are selected, those below them included. */
    public void select(Collection<RowKey> rows) {
        Set<RowKey> now = Set.copyOf(rows);
        if (!now.equals(selected)) {
            selected = now;
            filter();
        }
    }

    /** What became of a process, the latest first. */
    public List<Happening> latest(RowKey row, int most) {
        List<Happening> latest = new ArrayList<>();
        for (int place = all.size() - 1; place >= 0 && latest.size() < most; place--) {
            Entry entry = all.get(place).entry();
            if (entry instanceof Entry.Change change && change.row().equals(row)) {
                latest.add(new Happening(
                        HistoryWords.time(change.at(), zone()),
                        Stream.of(HistoryWords.event(change), change.cause())
                                .filter(part -> !part.isEmpty())
                                .collect(Collectors.joining(" · "))));
            }
        }
        return latest;
    }

    /** What has become of processes since a moment, in the order of time. */
    public List<Entry.Change> changes(Set<Subject> subjects, Instant since) {
        List<Entry.Change> changes = new ArrayList<>();
        for (HistoryItem item : all) {
            if (item.entry() instanceof Entry.Change change
                    && !change.at().isBefore(since)
                    && change.row().subject().filter(subjects::contains).isPresent()) {
                changes.add(change);
            }
        }
        return changes;
    }

    /** Something that became of a process, in words. */
    public record Happening(String time, String text) {}

    void notKept(String reason) {
        problem.set(reason.isEmpty() ? "" : Texts.text("history.notkept", reason));
    }

    private void filter() {
        HistoryFilter now = new HistoryFilter(kind.get(), text.get(), selectedOnly.get() ? selected : Set.of());
        shown.setPredicate(now.equals(HistoryFilter.NONE) ? item -> true : item -> now.accepts(item.entry()));
        tellWhyEmpty();
    }

    private void tellWhyEmpty() {
        boolean some = shown.stream().anyMatch(item -> !(item.entry() instanceof Entry.Opened));
        boolean any = all.stream().anyMatch(item -> !(item.entry() instanceof Entry.Opened));
        placeholder.set(some ? "" : Texts.text(any ? "history.empty.filter" : "history.empty"));
    }

    /** Entries as text to copy, a line for each. */
    String copied(List<HistoryItem> items) {
        return items.stream()
                .map(item -> HistoryWords.line(item.entry(), zone()))
                .collect(Collectors.joining("\n"));
    }

    /** What ControlFreak's command line would be given for the same, a line for each process. */
    String commands(List<HistoryItem> items) {
        return items.stream()
                .flatMap(item -> HistoryWords.commands(item.entry()))
                .collect(Collectors.joining("\n"));
    }
}
