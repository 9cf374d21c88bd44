package controlfreak.ui.fx;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/** All words that the panel says, from {@code messages.properties}. Any thread. */
public final class Texts {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("controlfreak.ui.messages");

    private Texts() {}

    /** The bundle that FXML files take their {@code %keys} from. */
    public static ResourceBundle bundle() {
        return BUNDLE;
    }

    /**
     * The text of a key with its arguments filled in, as {@link MessageFormat} does (so an apostrophe in a text is
     * written twice, with arguments or without).
     */
    public static String text(String key, Object... arguments) {
        return MessageFormat.format(BUNDLE.getString(key), arguments);
    }
}
