package controlfreak.workspace.dotenv;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code $V} and <code>${V}</code> in as dotenv for Ruby does; commands it would run stay as text. */
final class RubyExpansion {
    private static final Pattern REFERENCE =
            Pattern.compile("(\\\\)?\\$(?!\\()(\\{?)([A-Z0-9_]+)?(\\}?)", Pattern.CASE_INSENSITIVE);

    private final Function<String, Optional<String>> variables;
    private final List<Note> notes;
    private int length;

    /**
     * @param notes takes what an operator should know of the value
     */
    RubyExpansion(Function<String, Optional<String>> variables, List<Note> notes) {
        this.variables = variables;
        this.notes = notes;
    }

    String filledIn(String text) {
        length = text.length();
        String value = REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(meaning(match)));
        if (length > Lengths.LONGEST) {
            notes.add(Note.of(Note.Kind.TOO_LONG));
            return "";
        }
        return RubyCommands.unescaped(value, notes);
    }

    private String meaning(MatchResult reference) {
        if (reference.group(1) != null) {
            return reference.group().substring(1);
        }
        String name = reference.group(3);
        if (name == null) {
            return reference.group();
        }
        if (!reference.group(2).isEmpty() && reference.group(4).isEmpty()) {
            notes.add(Note.of(Note.Kind.DEFAULT_KEPT));
        }
        Optional<String> value = variables.apply(name);
        if (value.isEmpty()) {
            notes.add(new Note(Note.Kind.MISSING, name));
        }
        length += value.orElse("").length();
        return length > Lengths.LONGEST ? "" : value.orElse("");
    }
}
