package controlfreak.engine.base;

import controlfreak.model.Command;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is executed for a command. Pure; any thread. */
public final class Words {
    /** Linux keeps so much of the name of a program (proc(5), comm). */
    private static final int LONGEST_NAME = 15;

    /** Words in which no shell would find anything to do. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:@%+,=-]*");

    /** What means something to a shell though it looks like a program: reserved words and built-ins (POSIX, XCU 2). */
    private static final Set<String> SHELLS_OWN = Set.of(
            ":",
            ".",
            "alias",
            "bg",
            "break",
            "case",
            "cd",
            "command",
            "continue",
            "do",
            "done",
            "elif",
            "else",
            "esac",
            "eval",
            "exec",
            "exit",
            "export",
            "fc",
            "fg",
            "fi",
            "for",
            "getopts",
            "hash",
            "if",
            "in",
            "jobs",
            "local",
            "read",
            "readonly",
            "return",
            "set",
            "shift",
            "source",
            "then",
            "times",
            "trap",
            "type",
            "ulimit",
            "umask",
            "unalias",
            "unset",
            "until",
            "wait",
            "while");

    private Words() {}

    /**
     * A list as it is; a text through the shell (POSIX: {@code sh -c}), but for one of plain words. That means the same
     * without a shell, which would only stand between us and the program, with a process and a pid of its own.
     */
    public static List<String> of(Command command) {
        if (command instanceof Command.Words list) {
            return list.words();
        }
        String text = ((Command.Text) command).text();
        List<String> words = List.of(text.strip().split("[ \t]+"));
        return isPlain(words) ? words : List.of("/bin/sh", "-c", text);
    }

    /** The names that the programs of a command may have, as the system shortens them: those of all its words. */
    public static Set<String> programs(Command command) {
        List<String> words = command instanceof Command.Words list
                ? list.words().subList(0, 1)
                : List.of(((Command.Text) command).text().split("[^\\w./+-]+"));
        return words.stream()
                .map(word -> word.substring(word.lastIndexOf('/') + 1))
                .filter(name -> !name.isEmpty())
                .map(name -> name.substring(0, Math.min(name.length(), LONGEST_NAME)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isPlain(List<String> words) {
        String program = words.get(0);
        return !SHELLS_OWN.contains(program)
                && !program.contains("=")
                && words.stream().allMatch(word -> PLAIN.matcher(word).matches());
    }
}
