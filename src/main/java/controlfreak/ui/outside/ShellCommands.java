package controlfreak.ui.outside;

import controlfreak.ui.environment.value.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a POSIX shell reads as a process's folder, variables and command. Pure; any thread. */
public final class ShellCommands {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** What a terminal and its shell know better. */
    private static final Set<String> TERMINALS_OWN = Set.of(
            "TERM",
            "COLORTERM",
            "TERM_PROGRAM",
            "TERMINFO",
            "WINDOWID",
            "LINES",
            "COLUMNS",
            "PWD",
            "OLDPWD",
            "SHLVL",
            "_");

    private ShellCommands() {}

    /** A word that a shell reads as this very text (POSIX, XCU 2.2.2). */
    public static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /**
     * A line that does the same as a start of the process.
     *
     * @param inherited the panel's own variables, of which only what differs is named
     * @param variables all that the process gets
     * @param withSecrets whether secrets are in it; else a mask stands for each
     */
    public static String command(
            Path folder,
            Map<String, String> inherited,
            Map<String, String> variables,
            List<String> words,
            boolean withSecrets) {
        List<String> line = new ArrayList<>();
        inherited.keySet().stream()
                .filter(name -> !variables.containsKey(name))
                .sorted()
                .forEach(name -> line.addAll(List.of("-u", quoted(name))));
        new TreeMap<>(variables).forEach((name, value) -> {
            if (!value.equals(inherited.get(name))) {
                boolean isMasked = !withSecrets && Secrets.isSecret(name, Optional.of(value));
                line.add(quoted(name + "=" + (isMasked ? Secrets.MASK : value)));
            }
        });
        if (!line.isEmpty()) {
            line.add(0, "env");
        }
        words.forEach(word -> line.add(quoted(word)));
        return "cd " + quoted(folder.toString()) + " && " + String.join(" ", line);
    }

    /**
     * A script that becomes a shell where a process is started. It takes itself away first, since it holds what may be
     * secret; what is no name for a shell is left out.
     */
    static String script(Path folder, Map<String, String> inherited, Map<String, String> variables) {
        String gone = inherited.keySet().stream()
                .filter(name -> !variables.containsKey(name) && isSet(name))
                .sorted()
                .map(name -> "unset " + name + "\n")
                .collect(Collectors.joining());
        String set = new TreeMap<>(variables)
                .entrySet().stream()
                        .filter(variable -> isSet(variable.getKey()))
                        .map(variable -> "export " + variable.getKey() + "=" + quoted(variable.getValue()) + "\n")
                        .collect(Collectors.joining());
        return "rm -f -- \"$0\"\n" + gone + set + "cd " + quoted(folder.toString()) + "\nexec \"${SHELL:-/bin/sh}\"\n";
    }

    private static boolean isSet(String name) {
        return NAME.matcher(name).matches() && !TERMINALS_OWN.contains(name);
    }
}
