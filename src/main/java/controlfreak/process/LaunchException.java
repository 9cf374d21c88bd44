package controlfreak.process;

/** A child could not be started; the message is a sentence for people that names the file and what is wrong with it. */
public final class LaunchException extends Exception {
    public LaunchException(String message) {
        super(message);
    }
}
