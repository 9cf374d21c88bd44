package controlfreak.workspace.dotenv;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills references to variables in as Docker Compose does: {@code $V}, <code>${V}</code>, <code>${V:-default}</code>,
 * <code>${V:?message}</code>, <code>${V:+instead}</code>, each also without its colon, and nested ones. Two dollar signs
 * stand for one.
 */
final class ComposeExpansion {
    private static final Pattern NAME = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");
    private static final Pattern OPERATOR = Pattern.compile(":?[-?+]");
    private static final int DEEPEST = 16;

    private final Function<String, Optional<String>> variables;
    private final List<Note> notes;
    private int depth;

    /**
     * @param notes takes what an operator should know of the value
     */
    ComposeExpansion(Function<String, Optional<String>> variables, List<Note> notes) {
        this.variables = variables;
        this.notes = notes;
    }

    String filledIn(String text) {
        StringBuilder value = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int dollar = text.indexOf('$', at);
            int next = dollar < 0 ? text.length() : dollar;
            value.append(text, at, next);
            at = dollar < 0 ? next : reference(text, dollar, value);
            if (value.length() > Lengths.LONGEST) {
                notes.add(Note.of(Note.Kind.TOO_LONG));
                return "";
            }
        }
        return value.toString();
    }

    /** Appends what a dollar sign stands for, and says where to go on. */
    private int reference(String text, int dollar, StringBuilder value) {
        char next = dollar + 1 < text.length() ? text.charAt(dollar + 1) : ' ';
        if (next == '$') {
            value.append('$');
            return dollar + 2;
        }
        if (next == '{') {
            return braced(text, dollar, value);
        }
        Matcher name = NAME.matcher(text).region(dollar + 1, text.length());
        if (name.lookingAt()) {
            value.append(found(name.group()));
            return name.end();
        }
        if (next == '(') {
            notes.add(Note.of(Note.Kind.COMMAND));
        }
        value.append('$');
        return dollar + 1;
    }

    private int braced(String text, int dollar, StringBuilder value) {
        int close = closingBrace(text, dollar);
        Matcher name = NAME.matcher(text).region(dollar + 2, text.length());
        if (close < 0 || !name.lookingAt() || name.end() > close) {
            return unreadable(text, dollar, value);
        }
        if (name.end() == close) {
            value.append(found(name.group()));
            return close + 1;
        }
        Matcher operator = OPERATOR.matcher(text).region(name.end(), close);
        if (!operator.lookingAt() || depth == DEEPEST) {
            return unreadable(text, dollar, value);
        }
        depth++;
        value.append(operated(name.group(), operator.group(), text.substring(operator.end(), close)));
        depth--;
        return close + 1;
    }

    private String operated(String name, String operator, String operand) {
        Optional<String> value = variables.apply(name);
        boolean counts = value.filter(text -> !operator.startsWith(":") || !text.isEmpty())
                .isPresent();
        char kind = operator.charAt(operator.length() - 1);
        if (kind == '+') {
            return counts ? filledIn(operand) : "";
        }
        if (counts) {
            return value.orElseThrow();
        }
        if (kind == '-') {
            return filledIn(operand);
        }
        notes.add(new Note(Note.Kind.REQUIRED, name));
        return "";
    }

    private int unreadable(String text, int dollar, StringBuilder value) {
        notes.add(Note.of(Note.Kind.BAD_REFERENCE));
        value.append(text.substring(dollar));
        return text.length();
    }

    private String found(String name) {
        Optional<String> value = variables.apply(name);
        if (value.isEmpty()) {
            notes.add(new Note(Note.Kind.MISSING, name));
        }
        return value.orElse("");
    }

    private static int closingBrace(String text, int dollar) {
        int open = 0;
        for (int at = dollar; at < text.length(); at++) {
            if (text.startsWith("${", at)) {
                open++;
            } else if (text.charAt(at) == '}' && --open == 0) {
                return at;
            }
        }
        return -1;
    }
}
