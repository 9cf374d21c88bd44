package controlfreak.ui.main.state;

import controlfreak.model.Workspace;
import controlfreak.ui.fx.ReadOnlyLock;
import controlfreak.ui.workspace.WorkspaceSession;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;

/** What the main window asks of the open workspace; narrow, so that a test can stand in for it. FX thread only. */
public interface Document {
    ReadOnlyObjectProperty<Workspace> workspaceProperty();

    ReadOnlyObjectProperty<Optional<Path>> fileProperty();

    ReadOnlyBooleanProperty openProperty();

    ReadOnlyBooleanProperty modifiedProperty();

    /** Whether it may only be looked at, and its processes with it. */
    ReadOnlyLock lock();

    /** Changes the workspace under a name for undo; see {@link WorkspaceSession#edit}. */
    void edit(String what, UnaryOperator<Workspace> change);

    /** The session of the running panel. */
    static Document of(WorkspaceSession session) {
        return new Document() {
            @Override
            public ReadOnlyObjectProperty<Workspace> workspaceProperty() {
                return session.workspaceProperty();
            }

            @Override
            public ReadOnlyObjectProperty<Optional<Path>> fileProperty() {
                return session.fileProperty();
            }

            @Override
            public ReadOnlyBooleanProperty openProperty() {
                return session.openProperty();
            }

            @Override
            public ReadOnlyBooleanProperty modifiedProperty() {
                return session.modifiedProperty();
            }

            @Override
            public ReadOnlyLock lock() {
                return session.lock();
            }

            @Override
            public void edit(String what, UnaryOperator<Workspace> change) {
                session.edit(what, change);
            }
        };
    }
}
