package controlfreak.ui.workspace;

import controlfreak.engine.base.RefusedException;
import controlfreak.model.Bugs;
import controlfreak.ui.fx.Texts;
import controlfreak.workspace.WorkspaceException;
import controlfreak.workspace.WorkspaceHeldException;
import java.util.concurrent.CompletionException;

/** Says in a sentence for people why a stage failed; what is a bug goes where bugs go. Any thread. */
final class Problems {
    private Problems() {}

    static Throwable cause(Throwable problem) {
        return problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
    }

    static String sentence(Throwable problem) {
        Throwable cause = cause(problem);
        if (cause instanceof WorkspaceException
                || cause instanceof WorkspaceHeldException
                || cause instanceof RefusedException) {
            return cause.getMessage();
        }
        Bugs.tell(cause);
        return Texts.text("workspace.unexpected", cause);
    }
}
