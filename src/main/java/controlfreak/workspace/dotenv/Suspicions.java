package controlfreak.workspace.dotenv;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds in values what somebody may have meant otherwise. Any thread. */
final class Suspicions {
    private static final Pattern REFERENCE = Pattern.compile("\\$(\\w|\\{)");

    private Suspicions() {}

    /** Of a value that stands without quotes, as it was written. */
    static List<Note> ofPlain(String value) {
        List<Note> notes = new ArrayList<>();
        if (value.indexOf('#') >= 0) {
            notes.add(Note.of(Note.Kind.HASH_KEPT));
        }
        if (isQuote(value, 0) || isQuote(value, value.length() - 1)) {
            notes.add(Note.of(Note.Kind.QUOTES_KEPT));
        }
        return notes;
    }

    /** Of a value in a dialect that fills nothing in. */
    static List<Note> ofUnexpanded(String value) {
        List<Note> notes = new ArrayList<>();
        if (value.contains("$(")) {
            notes.add(Note.of(Note.Kind.COMMAND));
        }
        if (REFERENCE.matcher(value).find()) {
            notes.add(Note.of(Note.Kind.REFERENCE_KEPT));
        }
        return notes;
    }

    private static boolean isQuote(String value, int at) {
        return at >= 0 && at < value.length() && (value.charAt(at) == '"' || value.charAt(at) == '\'');
    }
}
