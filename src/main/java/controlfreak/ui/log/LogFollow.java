package controlfreak.ui.log;

import controlfreak.ui.log.lines.LogEntry;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/**
 * Keeps the list at its end while the log is followed, and lets go of it as soon as somebody wants to read: scrolls up,
 * selects a line, drags the scroll bar. Coming back to the end by hand follows again. FX thread only.
 */
final class LogFollow {
    private final ListView<LogEntry> list;
    private final LogViewModel model;
    private final LogScroll scroll;
    private boolean dragging;
    private boolean letGoByHand;
    private boolean showingEnd;

    LogFollow(ListView<LogEntry> list, LogViewModel model, LogScroll scroll) {
        this.list = list;
        this.model = model;
        this.scroll = scroll;
        list.addEventFilter(ScrollEvent.SCROLL, this::scrolled);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        list.addEventFilter(MouseEvent.MOUSE_PRESSED, this::mousePressed);
        list.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> dragging = false);
        list.skinProperty().addListener((property, old, skin) -> watchScrollBars());
        model.newestLines().addListener((ListChangeListener<LogEntry>) change -> showEnd());
        model.followingProperty().addListener((property, old, following) -> {
            if (following) {
                letGoByHand = false;
                list.getSelectionModel().clearSelection();
            }
            showEnd();
        });
        model.wrapProperty().addListener((property, old, now) -> showEnd());
        list.heightProperty().addListener((property, old, now) -> showEnd());
    }

    /** Stops following for reading, so that the end of the list follows again. */
    void letGo() {
        if (model.followingProperty().get()) {
            model.pause();
            letGoByHand = true;
        }
    }

    /** Later, since the list view may hear of a change after this class does. */
    private void showEnd() {
        if (!showingEnd) {
            showingEnd = true;
            Platform.runLater(() -> {
                showingEnd = false;
                if (model.followingProperty().get() && !model.lines().isEmpty()) {
                    scroll.toEnd();
                }
            });
        }
    }

    private void scrolled(ScrollEvent event) {
        if (event.getDeltaY() > 0 && scrollBar() != null && scrollBar().isVisible()) {
            letGo();
        } else if (event.getDeltaY() < 0) {
            resumeAtEnd();
        }
    }

    private void keyPressed(KeyEvent event) {
        KeyCode code = event.getCode();
        if (code == KeyCode.END && !event.isShiftDown()) {
            model.follow();
            event.consume();
        } else if (code == KeyCode.UP || code == KeyCode.PAGE_UP || code == KeyCode.HOME) {
            letGo();
        } else if (code == KeyCode.PAGE_DOWN) {
            resumeAtEnd();
        } else if (code == KeyCode.A && event.isShortcutDown()) {
            letGo();
        }
    }

    private void mousePressed(MouseEvent event) {
        if (event.getTarget() instanceof Node target) {
            dragging = isIn(target, scrollBar());
            if (!dragging && !model.lines().isEmpty() && !isIn(target, horizontalBar())) {
                letGo();
            }
        }
    }

    private static boolean isIn(Node node, Node ancestor) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == ancestor) {
                return true;
            }
        }
        return false;
    }

    private void watchScrollBars() {
        if (horizontalBar() != null) {
            // It covers the last line when it comes.
            horizontalBar().visibleProperty().addListener((property, old, now) -> showEnd());
        }
        ScrollBar bar = scrollBar();
        if (bar != null) {
            bar.valueProperty().addListener((property, old, now) -> {
                if (dragging && now.doubleValue() < old.doubleValue()) {
                    letGo();
                } else if (dragging) {
                    resumeAtEnd();
                }
            });
        }
    }

    private void resumeAtEnd() {
        ScrollBar bar = scrollBar();
        if (letGoByHand && !model.isOlder() && bar != null && (!bar.isVisible() || bar.getValue() >= bar.getMax())) {
            model.follow();
        }
    }

    private ScrollBar scrollBar() {
        return scroll.verticalBar().orElse(null);
    }

    private ScrollBar horizontalBar() {
        return scroll.horizontalBar().orElse(null);
    }
}
