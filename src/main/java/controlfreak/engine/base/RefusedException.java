package controlfreak.engine.base;

import controlfreak.guard.VisibleText;
import java.util.concurrent.CompletableFuture;

/** An action that the engine did not take, or that did not come to its end; the message is a sentence for people. */
public final class RefusedException extends RuntimeException {
    public RefusedException(String message) {
        super(VisibleText.of(message));
    }

    /** Fails a stage with a reason. */
    public static void refuse(CompletableFuture<?> stage, String reason) {
        stage.completeExceptionally(new RefusedException(reason));
    }
}
