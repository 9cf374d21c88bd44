package controlfreak.ui.workspace;

import controlfreak.model.Workspace;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/** Where a workspace takes effect: the engine. Any thread; nothing blocks. */
@FunctionalInterface
public interface WorkspaceTarget {
    /**
     * Lets a workspace take effect.
     *
     * @param folder the workspace's folder, which relative working folders start from
     */
    CompletionStage<Void> apply(Workspace workspace, Path folder);
}
