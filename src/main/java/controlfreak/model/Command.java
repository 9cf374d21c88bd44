package controlfreak.model;

import java.util.List;

/** A command line: a text that a shell reads, or a list of words that is executed as it is. Immutable; any thread. */
public sealed interface Command {
    /** Runs through {@code /bin/sh -c}; a proxy reads it as code of its own language. */
    record Text(String text) implements Command {
        public Text {
            requireWord(text, "A command");
        }

        @Override
        public String display() {
            return text;
        }
    }

    /** Is executed without a shell: the program, then its arguments. */
    record Words(List<String> words) implements Command {
        public Words {
            words = List.copyOf(words);
            if (words.isEmpty()) {
                throw new IllegalArgumentException("A command needs at least the program's name.");
            }
            requireWord(words.get(0), "The program's name");
            words.forEach(word -> requireNoNul(word, "An argument"));
        }

        @Override
        public String display() {
            return String.join(" ", words);
        }
    }

    /** The command on one line, for people. */
    String display();

    private static void requireWord(String text, String what) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " cannot be empty.");
        }
        requireNoNul(text, what);
    }

    private static void requireNoNul(String text, String what) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(what + " cannot hold a NUL character.");
        }
        if (ExecLimit.isAbove(text)) {
            throw new IllegalArgumentException(what + " is longer than a process can get (128 KiB).");
        }
    }
}
