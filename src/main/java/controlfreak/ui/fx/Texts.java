package controlfreak.ui.fx;

import controlfreak.guard.VisibleText;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

/** All words that the panel says, from {@code messages.properties}. Any thread. */
public final class Texts {
    private static final String BUNDLE = "controlfreak.ui.messages";
    private static volatile ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE);

    private Texts() {}

    /** The bundle that FXML files take their {@code %keys} from. */
    public static ResourceBundle bundle() {
        return bundle;
    }

    /** Says all that is said from now on, and writes numbers and times, in a language. */
    public static void speak(Locale language) {
        Locale.setDefault(language);
        bundle = ResourceBundle.getBundle(BUNDLE, language);
    }

    /**
     * The text of a key with its arguments filled in, as {@link MessageFormat} does (so an apostrophe in a text is
     * written twice, with arguments or without). What could not be seen in them is shown by its number; texts keep their
     * lines, paths are on one.
     */
    public static String text(String key, Object... arguments) {
        return MessageFormat.format(
                bundle.getString(key),
                Arrays.stream(arguments).map(Texts::visible).toArray());
    }

    private static Object visible(Object argument) {
        if (argument instanceof Path path) {
            return VisibleText.of(path.toString());
        }
        return argument instanceof String text ? VisibleText.lines(text) : argument;
    }
}
