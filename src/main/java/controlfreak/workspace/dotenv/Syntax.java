package controlfreak.workspace.dotenv;

import java.util.List;
import java.util.regex.Pattern;

/** How one dialect is read and written. */
interface Syntax {
    /** What means itself in every dialect, without quotes. */
    Pattern PLAIN = Pattern.compile("[\\w.,:/@%+=~^-]*");

    /** A text whose lines end as {@link #read} expects it. */
    default String withNewlines(String text) {
        return text.replace("\r\n", "\n");
    }

    /** Reads the text that the entries were begun with. */
    void read(Entries entries);

    /** How a value could be written after the equals sign, the most readable way first. Some of them may not hold it. */
    List<String> forms(String value);
}
