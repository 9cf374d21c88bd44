package controlfreak.engine;

/** An action that the engine did not take, or that did not come to its end; the message is a sentence for people. */
public final class RefusedException extends RuntimeException {
    public RefusedException(String message) {
        super(message);
    }
}
