package controlfreak.ui.workspace;

import controlfreak.model.Workspace;
import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The edits that can be taken back or done again, each with what it did. FX thread only. */
final class EditHistory {
    private static final int MAX = 200;

    private record Step(String what, Workspace workspace) {}

    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private final ReadOnlyStringWrapper undo = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper redo = new ReadOnlyStringWrapper("");

    /** What would be taken back; empty where nothing can be. */
    ReadOnlyStringProperty undoProperty() {
        return undo.getReadOnlyProperty();
    }

    /** What would be done again; empty where nothing can be. */
    ReadOnlyStringProperty redoProperty() {
        return redo.getReadOnlyProperty();
    }

    void clear() {
        done.clear();
        undone.clear();
        tell();
    }

    void add(String what, Workspace before) {
        done.push(new Step(what, before));
        if (done.size() > MAX) {
            done.removeLast();
        }
        undone.clear();
        tell();
    }

    /**
     * Takes the last edit back.
     *
     * @param now the workspace as it is
     * @return as it was before the last edit; as it is where there was none
     */
    Workspace undo(Workspace now) {
        return move(done, undone, now);
    }

    /** As {@link #undo}, the other way round. */
    Workspace redo(Workspace now) {
        return move(undone, done, now);
    }

    private Workspace move(Deque<Step> from, Deque<Step> to, Workspace now) {
        if (from.isEmpty()) {
            return now;
        }
        Step step = from.pop();
        to.push(new Step(step.what(), now));
        tell();
        return step.workspace();
    }

    private void tell() {
        undo.set(done.isEmpty() ? "" : done.element().what());
        redo.set(undone.isEmpty() ? "" : undone.element().what());
    }
}
