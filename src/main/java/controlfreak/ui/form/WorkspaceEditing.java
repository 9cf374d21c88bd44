package controlfreak.ui.form;

import controlfreak.model.Workspace;
import controlfreak.ui.workspace.WorkspaceSession;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * All that forms need of an open workspace. FX thread only.
 *
 * @param workspace what it says now
 * @param edit changes it, under a name for undo and history
 * @param folder where it is kept; empty for one that was never saved
 */
public record WorkspaceEditing(
        Supplier<Workspace> workspace,
        BiConsumer<String, UnaryOperator<Workspace>> edit,
        Supplier<Optional<Path>> folder) {

    public static WorkspaceEditing of(WorkspaceSession session) {
        return new WorkspaceEditing(
                session::workspace,
                session::edit,
                () -> session.fileProperty().get().map(Path::getParent));
    }
}
