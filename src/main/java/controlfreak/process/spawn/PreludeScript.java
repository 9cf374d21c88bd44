package controlfreak.process.spawn;

import controlfreak.model.rights.Limit;
import controlfreak.model.rights.LimitRange;
import controlfreak.process.Account;
import controlfreak.process.ChildStream;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.Prelude;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The shell's words for what a child does before its program: each step, then {@code exec}, so that the process stays
 * the same. What goes wrong is written to standard error, which is the panel's until then; the program's own is kept
 * aside. There is nothing of an operator's in the text but numbers and the names of variables. Any thread.
 */
final class PreludeScript {
    /** What says that the shell got as far as the program. */
    static final String EXEC = "exec";

    static final String FOLDER = "folder";
    static final String LIMITS = "limits";
    static final String SCORE = "oomScoreAdj";

    /** Shells need not know other numbers of descriptors than digits (POSIX, XCU 2.7). */
    private static final int LARGEST_DIGIT = 9;

    /** Variables that a shell passes on; dash drops those of other names. */
    private static final Pattern SHELLS_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Says on the way out how far it came. A bash would leave at a failing exec without that. */
    private static final String BEGIN =
            "trap 'echo \"$_cfk_at $?\" >&2' 0; [ -z \"$BASH_VERSION\" ] || shopt -s execfail; ";

    private static final List<Path> FOLDERS =
            Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin").map(Path::of).toList();

    private final LaunchRequest request;
    private final Prelude prelude;
    private final String shell;

    PreludeScript(LaunchRequest request) throws LaunchException {
        this.request = request;
        this.prelude = request.prelude();
        this.shell = shell();
    }

    private String shell() throws LaunchException {
        List<String> odd = request.environment().keySet().stream()
                .filter(name -> !SHELLS_NAME.matcher(name).matches())
                .sorted()
                .toList();
        boolean manySockets = Spawner.spare(request) > LARGEST_DIGIT;
        if (odd.isEmpty() && !manySockets) {
            return "/bin/sh";
        }
        if (Files.isExecutable(Path.of("/bin/bash"))) {
            return "/bin/bash";
        }
        if (manySockets) {
            throw LaunchException.forGood("More than six sockets can be handed over only where there is /bin/bash.");
        }
        throw LaunchException.forGood("The variable " + odd.get(0)
                + " would be lost: the shell that prepares the process (/bin/sh) passes on no such name. Remove it.");
    }

    /** The shell and its arguments, in the place of a program and its own. */
    List<String> words(Path program) throws LaunchException {
        List<String> wrappers = wrappers();
        String last = BEGIN + asItself() + exec();
        String first = asPanel();
        List<String> words = new ArrayList<>(List.of(shell, "-c"));
        if (wrappers.isEmpty()) {
            words.addAll(List.of(BEGIN + first + asItself() + exec(), "sh"));
        } else {
            words.addAll(List.of(BEGIN + first + "_cfk_at=user; exec \"$@\"", "sh"));
            words.addAll(wrappers);
            words.addAll(List.of(shell, "-c", last, "sh"));
        }
        words.add(program.toString());
        words.addAll(request.command().subList(1, request.command().size()));
        return words;
    }

    private String asPanel() throws LaunchException {
        StringBuilder text = new StringBuilder();
        if (!prelude.limits().isEmpty()) {
            text.append("_cfk_at=" + LIMITS + "; " + limits() + " || exit 1; ");
        }
        prelude.oomScoreAdj()
                .ifPresent(score ->
                        text.append("_cfk_at=" + SCORE + "; echo " + score + " >/proc/self/oom_score_adj || exit 1; "));
        return text.toString();
    }

    private String limits() throws LaunchException {
        if (Abi.LINUX) {
            return prelude.limits().entrySet().stream()
                    .map(entry -> "--" + entry.getKey().word() + "=" + range(entry.getValue()))
                    .collect(Collectors.joining(" ", tool("prlimit", "limits") + " --pid $$ ", ""));
        }
        List<String> calls = new ArrayList<>();
        for (Map.Entry<Limit, LimitRange> entry : prelude.limits().entrySet()) {
            calls.add(call(entry.getKey(), entry.getValue()));
        }
        return String.join(" && ", calls);
    }

    /** The hard limit is lowered after the soft one and raised before it. */
    private static String call(Limit limit, LimitRange range) throws LaunchException {
        char letter = limit.letter()
                .orElseThrow(
                        () -> LaunchException.forGood("The limit " + limit.word() + " cannot be set on this system."));
        int unit = limit.unit().orElse(1);
        String soft = "ulimit -S -" + letter + " " + value(range.soft(), unit);
        OptionalLong hard = range.hard();
        return hard.isEmpty()
                ? soft
                : "{ " + soft + " 2>/dev/null; ulimit -H -" + letter + " " + value(hard.getAsLong(), unit) + " && "
                        + soft + "; }";
    }

    private static String range(LimitRange range) {
        OptionalLong hard = range.hard();
        return value(range.soft(), 1) + ":" + (hard.isPresent() ? value(hard.getAsLong(), 1) : "");
    }

    private static String value(long value, int unit) {
        return value == LimitRange.UNLIMITED ? "unlimited" : Long.toString(value / unit);
    }

    /** Programs that do one thing and then become the one that is named after it. */
    private List<String> wrappers() throws LaunchException {
        List<String> words = new ArrayList<>();
        int change = prelude.nice().isPresent() ? prelude.nice().getAsInt() - LibC.C.getpriority(0, 0) : 0;
        if (change != 0) {
            words.addAll(List.of(tool("nice", "a niceness"), "-n", Integer.toString(change)));
        }
        if (prelude.account().isPresent()) {
            Account account = prelude.account().get();
            String groups = account.groups().stream().map(String::valueOf).collect(Collectors.joining(","));
            words.addAll(List.of(
                    tool("setpriv", "another user"),
                    "--reuid=" + account.uid(),
                    "--regid=" + account.gid(),
                    groups.isEmpty() ? "--clear-groups" : "--groups=" + groups,
                    "--"));
        }
        return words;
    }

    private static String tool(String name, String purpose) throws LaunchException {
        return FOLDERS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> LaunchException.forGood(
                        "For " + purpose + " the program " + name + " (util-linux) is needed, which is not here."));
    }

    private String asItself() {
        StringBuilder text = new StringBuilder();
        if (prelude.account().isPresent()) {
            text.append("_cfk_at=" + FOLDER + "; [ -x . ] || exit 1; ");
        }
        prelude.umask().ifPresent(mask -> text.append("umask 0" + Integer.toOctalString(mask) + "; "));
        prelude.pidVariables().forEach(name -> text.append(name + "=$$; export " + name + "; "));
        Stream.of("PWD", "OLDPWD", "SHLVL")
                .filter(name -> !request.environment().containsKey(name))
                .forEach(name -> text.append("unset " + name + "; "));
        return text.toString();
    }

    /** The redirections are undone where it fails; what is kept of them until then is closed by the program's start. */
    private String exec() {
        int kept = Spawner.spare(request);
        return "_cfk_at=" + EXEC + "; { exec \"$@\"; } " + ChildStream.STDERR.descriptor() + ">&" + kept + " " + kept
                + ">&-; exit \"$?\"";
    }
}
