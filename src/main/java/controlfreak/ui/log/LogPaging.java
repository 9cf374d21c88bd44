package controlfreak.ui.log;

import controlfreak.ui.log.lines.LogEntry;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;

/**
 * Has lines of the files read where one scrolls beyond those that are shown: at both ends, and a little before they
 * are reached. FX thread only.
 */
final class LogPaging {
    private static final int NEAR = 60;

    private final ListView<LogEntry> list;
    private final LogViewModel model;
    private final LogScroll scroll;
    private final ReadOnlyBooleanWrapper atTop = new ReadOnlyBooleanWrapper(true);

    LogPaging(ListView<LogEntry> list, LogViewModel model, LogScroll scroll) {
        this.list = list;
        this.model = model;
        this.scroll = scroll;
        list.addEventFilter(ScrollEvent.SCROLL, this::scrolled);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        ChangeListener<Object> moved = (property, old, now) -> moved();
        list.skinProperty()
                .addListener((property, old, skin) -> scroll.verticalBar().ifPresent(bar -> {
                    bar.valueProperty().addListener(moved);
                    bar.visibleProperty().addListener(moved);
                }));
        list.itemsProperty().addListener(moved);
        model.newestLines().addListener((ListChangeListener<LogEntry>) change -> look());
    }

    /** Whether the first line is in sight. */
    ReadOnlyBooleanProperty atTopProperty() {
        return atTop.getReadOnlyProperty();
    }

    private void scrolled(ScrollEvent event) {
        if (event.getDeltaY() > 0) {
            goUp();
        } else if (event.getDeltaY() < 0) {
            goDown();
        }
    }

    private void keyPressed(KeyEvent event) {
        KeyCode code = event.getCode();
        if (code == KeyCode.HOME && !event.isShiftDown() && model.hasEarlier()) {
            model.showOldest();
            event.consume();
        } else if (code == KeyCode.UP || code == KeyCode.PAGE_UP) {
            goUp();
        } else if (code == KeyCode.DOWN || code == KeyCode.PAGE_DOWN) {
            goDown();
        }
    }

    private void goUp() {
        look();
        if (atTop.get()) {
            model.showOlder();
        }
    }

    private void goDown() {
        boolean atBottom = scroll.verticalBar()
                .map(bar -> !bar.isVisible() || bar.getValue() >= bar.getMax())
                .orElse(true);
        if (atBottom) {
            model.showNewer();
        }
    }

    private void moved() {
        look();
        if (model.isOlder() && scroll.lastIndex() >= 0) {
            if (scroll.firstIndex() < NEAR) {
                model.readOlder();
            }
            if (scroll.lastIndex() > list.getItems().size() - NEAR) {
                model.readNewer();
            }
        }
    }

    private void look() {
        atTop.set(scroll.verticalBar().map(LogPaging::isAtTop).orElse(true));
    }

    private static boolean isAtTop(ScrollBar bar) {
        return !bar.isVisible() || bar.getValue() <= bar.getMin();
    }
}
