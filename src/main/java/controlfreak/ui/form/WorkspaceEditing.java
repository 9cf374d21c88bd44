package controlfreak.ui.form;

import controlfreak.model.Workspace;
import controlfreak.ui.fx.ReadOnlyLock;
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
 * @param lock whether it may only be looked at
 * @param folder where it is kept; empty for one that was never saved
 */
public record WorkspaceEditing(
        Supplier<Workspace> workspace,
        BiConsumer<String, UnaryOperator<Workspace>> edit,
        ReadOnlyLock lock,
        Supplier<Optional<Path>> folder) {

    public static WorkspaceEditing of(WorkspaceSession session) {
        return new WorkspaceEditing(session::workspace, session::edit, session.lock(), session::folder);
    }
}
