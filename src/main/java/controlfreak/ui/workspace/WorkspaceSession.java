package controlfreak.ui.workspace;

import controlfreak.engine.Controller;
import controlfreak.model.Workspace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The workspace that is open: what it says, where it is kept, whether it differs from the file. Every edit goes
 * through {@link #edit} and reaches the engine at once. FX thread only.
 */
public final class WorkspaceSession {
    private final Controller controller;
    private final ReadOnlyObjectWrapper<Workspace> workspace = new ReadOnlyObjectWrapper<>(Workspace.EMPTY);

    public WorkspaceSession(Controller controller) {
        this.controller = controller;
    }

    public Controller controller() {
        return controller;
    }

    public Workspace workspace() {
        return workspace.get();
    }

    public ReadOnlyObjectProperty<Workspace> workspaceProperty() {
        return workspace.getReadOnlyProperty();
    }

    /** Where it is kept; empty for a new one that was never saved, and where none is open. */
    public ReadOnlyObjectProperty<Optional<Path>> fileProperty() {
        throw new IllegalStateException();
    }

    public ReadOnlyBooleanProperty openProperty() {
        throw new IllegalStateException();
    }

    public ReadOnlyBooleanProperty modifiedProperty() {
        throw new IllegalStateException();
    }

    /**
     * Changes the workspace and hands the change to the engine.
     *
     * @param what what the edit does, for undo and history: "Remove web"
     * @throws IllegalArgumentException where the changed workspace would not be a legal one; nothing was changed then
     */
    public void edit(String what, UnaryOperator<Workspace> change) {
        workspace.set(change.apply(workspace.get()));
    }
}
