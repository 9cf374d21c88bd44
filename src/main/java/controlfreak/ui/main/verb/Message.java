package controlfreak.ui.main.verb;

import controlfreak.guard.VisibleText;
import controlfreak.ui.main.rows.RowKey;
import java.util.List;

/**
 * What the panel has to say of the operator's last action. Immutable; any thread.
 *
 * @param failure whether something that was asked for did not happen
 * @param about the rows for which it did not
 */
public record Message(String text, boolean failure, List<RowKey> about) {
    public static final Message NONE = new Message("", false);

    public Message {
        text = VisibleText.lines(text);
        about = List.copyOf(about);
    }

    /** About no row. */
    public Message(String text, boolean failure) {
        this(text, failure, List.of());
    }

    /** The text where all went well. */
    public String doneText() {
        return failure ? "" : text;
    }
}
