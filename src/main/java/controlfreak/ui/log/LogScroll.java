package controlfreak.ui.log;

import controlfreak.ui.log.lines.LogEntry;
import controlfreak.ui.log.lines.LogLines;
import controlfreak.ui.log.pages.LogViewport;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.skin.VirtualFlow;

/** Where the list of lines is scrolled to. FX thread only. */
final class LogScroll implements LogViewport {
    /** How many lines are shown before one that was jumped to. */
    private static final int CONTEXT = 3;

    private static final double FAR = 1e7;

    private final ListView<LogEntry> list;
    private final ListChangeListener<LogEntry> changed = change -> leaveWhatIsGone();

    LogScroll(ListView<LogEntry> list) {
        this.list = list;
        list.itemsProperty().addListener((property, old, now) -> {
            old.removeListener(changed);
            now.addListener(changed);
            leaveWhatIsGone();
        });
        list.getItems().addListener(changed);
    }

    /**
     * Goes to where there are lines still, before the list takes notice that it has fewer, at its next layout: it would
     * look for those in sight beyond the last one, find none, and complain.
     */
    private void leaveWhatIsGone() {
        if (lastIndex() >= list.getItems().size()) {
            flow().scrollTo(lastFullPage());
        }
    }

    /** A line from which on there are enough to fill the list, each of which has one row at least. */
    private int lastFullPage() {
        return Math.max(0, list.getItems().size() - 1 - (int) Math.ceil(list.getHeight() / LogView.ROW));
    }

    /**
     * Goes to the last line: to a page before it, for the list's own way to that line may stop short of it, or leave
     * room below it, and then the rest. What is new is laid out first: where wrapped lines lie is an estimate, which gets
     * better only by that, and else leads beyond the last one.
     */
    void toEnd() {
        list.layout();
        list.scrollTo(lastFullPage());
        list.layout();
        if (flow() != null) {
            flow().scrollPixels(FAR);
        }
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
