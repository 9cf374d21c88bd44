package controlfreak.ui.main.verb;

/**
 * What the panel has to say of the operator's last action. Immutable; any thread.
 *
 * @param failure whether something that was asked for did not happen
 */
public record Message(String text, boolean failure) {
    public static final Message NONE = new Message("", false);

    /** The text where it tells of a failure, which stays until it is dismissed. */
    public String failureText() {
        return failure ? text : "";
    }

    /** The text where all went well. */
    public String doneText() {
        return failure ? "" : text;
    }
}
