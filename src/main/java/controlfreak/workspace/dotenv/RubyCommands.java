package controlfreak.workspace.dotenv;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Finds what dotenv for Ruby would run as a command: a dollar sign with balanced brackets. It is never run here. */
final class RubyCommands {
    private RubyCommands() {}

    /** The value where an escaped command has lost its backslash; a note tells of one that is not escaped. */
    static String unescaped(String value, List<Note> notes) {
        if (!value.contains("$(")) {
            return value;
        }
        int[] closing = closingBrackets(value);
        StringBuilder unescaped = new StringBuilder();
        boolean runs = false;
        int at = 0;
        while (at < value.length()) {
            boolean escaped = value.startsWith("\\$(", at) && closing[at + 2] > 0;
            boolean command = value.startsWith("$(", at);
            runs |= command;
            int end = escaped ? closing[at + 2] : command && closing[at + 1] > 0 ? closing[at + 1] : at;
            unescaped.append(value, escaped ? at + 1 : at, end + 1);
            at = end + 1;
        }
        if (runs) {
            notes.add(Note.of(Note.Kind.COMMAND));
        }
        return unescaped.toString();
    }

    /** For each opening bracket its closing one; 0 where there is none or nothing between some pair within. */
    private static int[] closingBrackets(String value) {
        int[] closing = new int[value.length()];
        boolean[] empty = new boolean[value.length()];
        Arrays.fill(empty, true);
        Deque<Integer> open = new ArrayDeque<>();
        boolean[] bad = new boolean[value.length()];
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (c == '(') {
                open.push(at);
            } else if (c == ')' && !open.isEmpty()) {
                int from = open.pop();
                boolean good = !empty[from] && !bad[from];
                closing[from] = good ? at : 0;
                if (!open.isEmpty()) {
                    empty[open.element()] = false;
                    bad[open.element()] |= !good;
                }
            } else if (!open.isEmpty()) {
                empty[open.element()] = false;
            }
        }
        return closing;
    }
}
