package controlfreak.process;

/** A child could not be started; the message is a sentence for people that names the file and what is wrong with it. */
public final class LaunchException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean isForGood;

    /** Where it may go well if it is tried again. */
    public LaunchException(String message) {
        this(message, false);
    }

    private LaunchException(String message, boolean isForGood) {
        super(message);
        this.isForGood = isForGood;
    }

    /** Where it goes no better until somebody changes something. */
    public static LaunchException forGood(String message) {
        return new LaunchException(message, true);
    }

    /** Whether nothing is to be hoped from trying it again. */
    public boolean isForGood() {
        return isForGood;
    }
}
