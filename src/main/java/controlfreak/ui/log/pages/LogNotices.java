package controlfreak.ui.log.pages;

import controlfreak.ui.fx.Texts;
import controlfreak.ui.log.lines.LogSource;
import controlfreak.ui.log.lines.LogWords;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What the pane says beside the lines. FX thread only. */
public final class LogNotices {
    private final ReadOnlyStringWrapper newLines = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper earlier = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(LogWords.title(List.of()));
    private final ReadOnlyStringWrapper placeholder = new ReadOnlyStringWrapper(LogWords.silence(List.of()));
    private final ReadOnlyStringWrapper lost = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper files = new ReadOnlyStringWrapper("");

    /** "12 new lines" while held still; empty where none came. */
    public ReadOnlyStringProperty newLinesProperty() {
        return newLines.getReadOnlyProperty();
    }

    /** "12 earlier lines match" where files have lines that memory has not; empty where they have none to show. */
    public ReadOnlyStringProperty earlierProperty() {
        return earlier.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** Why no line is shown; empty where there is one. */
    public ReadOnlyStringProperty placeholderProperty() {
        return placeholder.getReadOnlyProperty();
    }

    /** How many lines could not be written to a file, or why files cannot be read; empty where all is well. */
    public ReadOnlyStringProperty lostProperty() {
        return lost.getReadOnlyProperty();
    }

    /** The files that hold the newest lines, one a line. */
    public ReadOnlyStringProperty filesProperty() {
        return files.getReadOnlyProperty();
    }

    public void showSources(List<LogSource> sources) {
        title.set(LogWords.title(sources));
        files.set(LogWords.files(sources));
    }

    void showLost(List<LogSource> sources, Optional<String> unreadable) {
        lost.set(
                unreadable.map(reason -> Texts.text("log.unreadable", reason)).orElseGet(() -> LogWords.lost(sources)));
    }

    public void showWaiting(LogTail tail, boolean older) {
        if (tail.waiting() == 0) {
            newLines.set(older ? Texts.text("log.newest") : "");
        } else {
            newLines.set(Texts.text(tail.isFull() ? "log.new.many" : "log.new", tail.waiting()));
        }
    }

    /** @param matching how many of the earlier lines pass the filter, where there is one */
    void showEarlier(boolean there, Optional<Integer> matching, boolean searching) {
        if (matching.isPresent()) {
            int count = matching.get();
            earlier.set(count == 0 ? "" : Texts.text(searching ? "log.earlier.searching" : "log.earlier.match", count));
        } else {
            earlier.set(there ? Texts.text("log.earlier") : "");
        }
    }

    /** @param held how many lines there are, whether they pass the filter or not */
    public void showSilence(boolean empty, int held, List<LogSource> sources, Optional<Instant> clearedAt) {
        if (!empty) {
            placeholder.set("");
        } else if (held > 0) {
            placeholder.set(Texts.text("log.empty.filter", held));
        } else {
            placeholder.set(clearedAt
                    .map(time -> Texts.text("log.empty.cleared", LogWords.time(time)))
                    .orElseGet(() -> LogWords.silence(sources)));
        }
    }
}
