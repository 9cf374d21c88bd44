package controlfreak.engine.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as a shell reads it (POSIX, XCU 2), as far as that can be said without one: whether it is one simple command,
 * its words, and whether they mean something to the shell. One use; one thread.
 */
final class ShellText {
    /**
     * A word of a command.
     *
     * @param start where it begins in the text
     * @param value what it says once its quotes are gone
     * @param isLiteral whether a shell would find nothing to do in it but to take the quotes away
     * @param raw as it is written
     */
    record Word(int start, String value, boolean isLiteral, String raw) {
        private static final Pattern ASSIGNMENT = Pattern.compile("(?s)([A-Za-z_][A-Za-z0-9_]*)=.*");

        /** The name of the variable that it sets, where it stands before the program; empty where it sets none. */
        Optional<String> variable() {
            Matcher matcher = ASSIGNMENT.matcher(raw);
            return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
        }
    }

    /** What is wrong is the shell's to say, and what is more than one command is its to run. */
    private static final class NotSimple extends Exception {
        private static final long serialVersionUID = 1;
    }

    private static final String LITERAL = "_./:@%+,=^!-#";
    private static final String OPERATORS = ";&|()\n";
    private static final String SPECIAL_PARAMETERS = "@*#?$!-";

    private final String text;
    private final List<Word> words = new ArrayList<>();
    private final StringBuilder value = new StringBuilder();
    private int at;
    private int start = -1;
    private boolean isLiteral = true;
    private boolean redirects;
    private boolean isTarget;

    private ShellText(String text) {
        this.text = text;
    }

    /**
     * What one simple command consists of.
     *
     * @param words without what its streams are redirected to
     * @param redirects whether a stream is redirected
     */
    record Simple(List<Word> words, boolean redirects) {}

    /** Empty where it is not surely one simple command. */
    static Optional<Simple> read(String text) {
        ShellText reading = new ShellText(text.substring(0, endOf(text)));
        try {
            reading.readAll();
            return Optional.of(new Simple(List.copyOf(reading.words), reading.redirects));
        } catch (NotSimple several) {
            return Optional.empty();
        }
    }

    /** Where what is no blank ends. */
    private static int endOf(String text) {
        int end = text.length();
        while (end > 0 && " \t\n".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private void readAll() throws NotSimple {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t') {
                endWord();
                at++;
            } else if (c == '<' || c == '>') {
                redirect();
            } else if (OPERATORS.indexOf(c) >= 0 || c == '#' && start < 0) {
                throw new NotSimple();
            } else {
                readPart(c);
            }
        }
        endWord();
        if (isTarget) {
            throw new NotSimple();
        }
    }

    private void endWord() {
        if (start < 0) {
            return;
        }
        if (!isTarget) {
            words.add(new Word(start, value.toString(), isLiteral, text.substring(start, at)));
        }
        forgetWord();
        isTarget = false;
    }

    private void forgetWord() {
        start = -1;
        value.setLength(0);
        isLiteral = true;
    }

    /** Digits right before it are the number of the stream. */
    private void redirect() throws NotSimple {
        if (start >= 0 && text.substring(start, at).matches("\\d+")) {
            forgetWord();
        }
        endWord();
        if (isTarget || text.startsWith("<<", at) || text.startsWith("<(", at) || text.startsWith(">(", at)) {
            throw new NotSimple();
        }
        at++;
        if (at < text.length() && "<>&|".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        redirects = true;
        isTarget = true;
    }

    private void readPart(char c) throws NotSimple {
        start = start < 0 ? at : start;
        switch (c) {
            case '\'' -> {
                int end = find('\'', at + 1);
                value.append(text, at + 1, end);
                at = end + 1;
            }
            case '"' -> readDoubleQuoted();
            case '\\' -> escaped();
            case '$' -> expansion(false);
            case '`' -> {
                isLiteral = false;
                at = backquoted(at);
            }
            default -> {
                // What is neither is a pattern, or means something to some shells only.
                isLiteral &= c < 0x80
                        ? Character.isLetterOrDigit(c) || LITERAL.indexOf(c) >= 0
                        : Character.isLetterOrDigit(c);
                value.append(c);
                at++;
            }
        }
    }

    private int find(char end, int from) throws NotSimple {
        int found = text.indexOf(end, from);
        if (found < 0) {
            throw new NotSimple();
        }
        return found;
    }

    private char next(int index) throws NotSimple {
        if (index >= text.length()) {
            throw new NotSimple();
        }
        return text.charAt(index);
    }

    /** A line that ends in a backslash goes on in the next, which joins words, too. */
    private void escaped() throws NotSimple {
        char c = next(at + 1);
        if (c == '\n') {
            throw new NotSimple();
        }
        value.append(c);
        at += 2;
    }

    private void readDoubleQuoted() throws NotSimple {
        at++;
        for (char c = next(at); c != '"'; c = next(at)) {
            if (c == '\\' && "$`\"\\\n".indexOf(next(at + 1)) >= 0) {
                value.append(text.charAt(at + 1) == '\n' ? "" : text.substring(at + 1, at + 2));
                at += 2;
            } else if (c == '$') {
                expansion(true);
            } else if (c == '`') {
                isLiteral = false;
                at = backquoted(at);
            } else {
                value.append(c);
                at++;
            }
        }
        at++;
    }

    /** Past a {@code $}, and past what it stands for. */
    private void expansion(boolean isQuoted) throws NotSimple {
        isLiteral = false;
        at++;
        char c = at < text.length() ? text.charAt(at) : ' ';
        if (c == '(') {
            at = parenthesized(at);
        } else if (c == '{') {
            int end = find('}', at);
            if (!text.substring(at + 1, end).matches("[\\w:?+/.,=@%#*-]*")) {
                throw new NotSimple();
            }
            at = end + 1;
        } else if (!isQuoted && (c == '\'' || c == '"')) {
            throw new NotSimple();
        } else if (Character.isLetterOrDigit(c) || c == '_' || SPECIAL_PARAMETERS.indexOf(c) >= 0) {
            at++;
        }
    }

    /** Where the text goes on after a backquoted command. */
    private int backquoted(int from) throws NotSimple {
        int i = from + 1;
        for (char c = next(i); c != '`'; c = next(i)) {
            i += c == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    /** Where the text goes on after a command in parentheses; where that is not sure, something odd is left behind it. */
    private int parenthesized(int from) throws NotSimple {
        int depth = 0;
        int i = from;
        do {
            char c = next(i);
            switch (c) {
                case '(' -> depth++;
                case ')' -> depth--;
                case '\\' -> i++;
                case '\'' -> i = find('\'', i + 1);
                case '"', '`', '#' -> throw new NotSimple();
                default -> {}
            }
            i++;
        } while (depth > 0);
        return i;
    }
}
