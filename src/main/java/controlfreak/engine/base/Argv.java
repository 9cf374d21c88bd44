package controlfreak.engine.base;

import controlfreak.engine.base.ShellText.Simple;
import controlfreak.engine.base.ShellText.Word;
import controlfreak.model.Command;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is executed for a command. Pure; any thread. */
public final class Argv {
    private static final String SHELL = "/bin/sh";

    /** Linux keeps so much of the name of a program (proc(5), comm). */
    private static final int LONGEST_NAME = 15;

    /** Words in which no shell would find anything to do, nor a command of its own that a program has, too. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:@%+,=-]*");

    /** Programs that shells have of their own, too, which may mean another thing by the same words. */
    private static final Set<String> TWICE = Set.of("[", "echo", "false", "kill", "printf", "pwd", "test", "true");

    /** What means something to a shell though it looks like a program: reserved words and built-ins (POSIX, XCU 2). */
    private static final Set<String> SHELLS_OWN = Set.of(
            ":",
            ".",
            "alias",
            "readarray",
            "}",
            "{",
            "typeset",
            "time",
            "suspend",
            "shopt",
            "select",
            "pushd",
            "popd",
            "mapfile",
            "logout",
            "let",
            "history",
            "help",
            "function",
            "enable",
            "disown",
            "dirs",
            "declare",
            "coproc",
            "compgen",
            "chdir",
            "caller",
            "builtin",
            "bind",
            "[[",
            "!",
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

    private Argv() {}

    /**
     * A list as it is; a text through the shell (POSIX: {@code sh -c}), but for one that a shell would only take apart:
     * it would stand between us and the program, with a process and a pid of its own. Where it has more to do for one
     * program, it becomes that ({@code exec}).
     */
    public static List<String> of(Command command) {
        if (command instanceof Command.Words list) {
            return list.words();
        }
        String text = ((Command.Text) command).text();
        Optional<Simple> simple = program(text);
        if (simple.isEmpty()) {
            return List.of(SHELL, "-c", text);
        }
        List<Word> words = withoutVariables(simple.get());
        if (isTakenApart(simple.get())) {
            return words.stream().map(Word::value).toList();
        }
        int start = words.get(0).start();
        return List.of(SHELL, "-c", text.substring(0, start) + "exec " + text.substring(start));
    }

    /** Variables with those that a text sets in front of its program, where no shell reads it. */
    public static Map<String, String> variables(Command command, Map<String, String> variables) {
        Optional<Simple> simple = command instanceof Command.Text text
                ? program(text.text()).filter(Argv::isTakenApart)
                : Optional.empty();
        Map<String, String> all = new HashMap<>(variables);
        simple.ifPresent(found -> found.words().stream()
                .takeWhile(word -> word.variable().isPresent())
                .forEach(word -> all.put(
                        word.variable().get(),
                        word.value().substring(word.value().indexOf('=') + 1))));
        return all;
    }

    /** A text as one simple command that runs a program which no shell has of its own. */
    private static Optional<Simple> program(String text) {
        return ShellText.read(text).filter(simple -> {
            List<Word> words = withoutVariables(simple);
            return !words.isEmpty() && isProgram(words.get(0), simple);
        });
    }

    private static boolean isProgram(Word word, Simple simple) {
        String name = word.value();
        if (!word.isLiteral()) {
            return word.raw().contains("/");
        }
        boolean isPlain =
                simple.words().stream().allMatch(one -> PLAIN.matcher(one.raw()).matches());
        return !name.isEmpty()
                && !name.contains("=")
                && !SHELLS_OWN.contains(name)
                && (!TWICE.contains(name) || isPlain && !simple.redirects());
    }

    private static boolean isTakenApart(Simple simple) {
        return !simple.redirects() && simple.words().stream().allMatch(Word::isLiteral);
    }

    private static List<Word> withoutVariables(Simple simple) {
        return simple.words().stream()
                .dropWhile(word -> word.variable().isPresent())
                .toList();
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
}
