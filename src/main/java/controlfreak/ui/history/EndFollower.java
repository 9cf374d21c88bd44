package controlfreak.ui.history;

import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;

/**
 * Keeps a list at its end while its end is in sight and nobody reads in it; a list that is not seen goes there when it
 * is. FX thread only.
 */
final class EndFollower {
    private static final double FAR = 1e7;

    private final ListView<?> list;
    private final ObservableBooleanValue seen;
    private int size;
    private boolean due;
    private boolean posted;

    EndFollower(ListView<?> list, ObservableBooleanValue seen) {
        this.list = list;
        this.seen = seen;
        size = list.getItems().size();
        list.getItems().addListener((Observable changed) -> follow());
        list.heightProperty().addListener(changed -> follow());
        seen.addListener(changed -> goIfDue());
    }

    private void follow() {
        boolean isRead = list.isFocused() && !list.getSelectionModel().isEmpty();
        due |= isEndSeen() && !isRead;
        size = list.getItems().size();
        goIfDue();
    }

    private void goIfDue() {
        if (due && !posted && seen.get()) {
            posted = true;
            // Later, since the list may hear of the change after this does.
            Platform.runLater(() -> {
                posted = false;
                due = false;
                goToEnd();
            });
        }
    }

    /** The list's own way may stop a line short of the end; the second step goes the rest. */
    private void goToEnd() {
        list.scrollTo(list.getItems().size() - 1);
        list.layout();
        if (list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
            flow.scrollPixels(FAR);
            flow.layout();
        }
    }

    private boolean isEndSeen() {
        return !(list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)
                || flow.getLastVisibleCell() == null
                || flow.getLastVisibleCell().getIndex() >= size - 1;
    }
}
