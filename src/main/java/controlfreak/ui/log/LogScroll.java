package controlfreak.ui.log;

import controlfreak.ui.log.lines.LogEntry;
import controlfreak.ui.log.lines.LogLines;
import controlfreak.ui.log.pages.LogViewport;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javafx.geometry.Orientation;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.skin.VirtualFlow;

/** Where the list of lines is scrolled to. FX thread only. */
final class LogScroll implements LogViewport {
    /** How many lines are shown before one that was jumped to. */
    private static final int CONTEXT = 3;

    private final ListView<LogEntry> list;

    LogScroll(ListView<LogEntry> list) {
        this.list = list;
    }

    @Override
    public void keep(Runnable change) {
        // What was asked for before has to be there first: cells tell of what was laid out last.
        list.layout();
        IndexedCell<?> first = first();
        OptionalLong key = firstInSight();
        double offset = first == null ? 0 : first.getLayoutY();
        change.run();
        OptionalInt place = key.isPresent() ? indexOf(key.getAsLong()) : OptionalInt.empty();
        if (place.isPresent()) {
            list.scrollTo(place.getAsInt());
            list.layout();
            flow().scrollPixels(-offset);
        }
    }

    @Override
    public void reveal(int index) {
        list.layout();
        boolean inSight = first() != null
                && index > first().getIndex()
                && index < flow().getLastVisibleCell().getIndex();
        if (!inSight) {
            list.scrollTo(Math.max(0, index - CONTEXT));
        }
    }

    @Override
    public OptionalLong firstInSight() {
        int index = firstIndex();
        return index < list.getItems().size()
                ? OptionalLong.of(list.getItems().get(index).key())
                : OptionalLong.empty();
    }

    /** The index of the first line in sight; 0 where there is none. */
    int firstIndex() {
        return first() == null ? 0 : first().getIndex();
    }

    /** The index of the last line in sight; -1 where there is none. */
    int lastIndex() {
        IndexedCell<?> last = flow() == null ? null : flow().getLastVisibleCell();
        return last == null ? -1 : last.getIndex();
    }

    Optional<ScrollBar> verticalBar() {
        return bar(Orientation.VERTICAL);
    }

    Optional<ScrollBar> horizontalBar() {
        return bar(Orientation.HORIZONTAL);
    }

    private Optional<ScrollBar> bar(Orientation orientation) {
        return list.lookupAll(".scroll-bar").stream()
                .filter(ScrollBar.class::isInstance)
                .map(ScrollBar.class::cast)
                .filter(bar -> bar.getOrientation() == orientation)
                .findFirst();
    }

    private OptionalInt indexOf(long key) {
        return ((LogLines) list.getItems()).indexOfKey(key);
    }

    private IndexedCell<?> first() {
        return flow() == null ? null : flow().getFirstVisibleCell();
    }

    private VirtualFlow<?> flow() {
        return (VirtualFlow<?>) list.lookup(".virtual-flow");
    }
}
