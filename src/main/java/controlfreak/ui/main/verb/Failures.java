package controlfreak.ui.main.verb;

import controlfreak.engine.base.RefusedException;
import controlfreak.model.Bugs;
import controlfreak.ui.fx.Texts;
import java.util.concurrent.CompletionException;

/** Why an action failed, in words. Any thread. */
final class Failures {
    private Failures() {}

    /**
     * A sentence for people; what is a bug goes where bugs go.
     *
     * @param subject what the action was about
     */
    static String reason(Throwable failure, String subject) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RefusedException refused) {
            return refused.getMessage();
        }
        toTheBugHandler(cause);
        return Texts.text("main.bug", subject);
    }

    static Void toTheBugHandler(Throwable bug) {
        Bugs.tell(bug);
        return null;
    }
}
