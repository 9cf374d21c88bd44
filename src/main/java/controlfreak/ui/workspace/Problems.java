package controlfreak.ui.workspace;

import controlfreak.engine.base.RefusedException;
import controlfreak.ui.fx.Texts;
import controlfreak.workspace.WorkspaceException;
import controlfreak.workspace.WorkspaceHeldException;
import java.util.concurrent.CompletionException;

/** Says in a sentence for people why a stage failed. Any thread. */
final class Problems {
    private Problems() {}

    static String sentence(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        return cause instanceof WorkspaceException
                        || cause instanceof WorkspaceHeldException
                        || cause instanceof RefusedException
                ? cause.getMessage()
                : Texts.text("workspace.unexpected", cause);
    }
}
