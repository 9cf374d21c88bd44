package controlfreak.jvmproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a service's command is run.
 *
 * @param words the program and its arguments
 * @param jvm whether it is a JVM of ours
 */
record Plan(List<String> words, boolean jvm) {
    private static final Pattern CLASS = Pattern.compile("[\\p{L}_$][\\w$]*+(?:\\.[\\p{L}_$][\\w$]*+)*+");
    private static final Pattern CONVENTIONAL = Pattern.compile("[a-z].*\\.[A-Z][^.]*");
    private static final Set<String> CLASS_PATH = Set.of("-cp", "-classpath", "--class-path");
    private static final Set<String> WITH_VALUE = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--add-modules",
            "--add-opens",
            "--add-exports",
            "--add-reads",
            "--upgrade-module-path",
            "--limit-modules",
            "--patch-module",
            "--enable-native-access",
            "--source");
    private static final Set<String> ENDS_OPTIONS = Set.of("-jar", "-m", "--module");

    /**
     * @param archive the application's archive, if there is one
     * @param variables the environment that the service is to have
     */
    static Plan of(Object command, Options options, Optional<ArchiveFile> archive, Map<String, String> variables) {
        if (command instanceof String text) {
            if (text.isBlank()) {
                throw new IllegalArgumentException("The command is empty");
            }
            return ShellWords.of(text)
                    .map(words -> ofWords(words, options, archive, variables))
                    .orElseGet(() -> new Plan(List.of("/bin/sh", "-c", text), false));
        }
        if (!(command instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw new IllegalArgumentException("The command is neither a text nor a list of texts");
        }
        List<String> words = list.stream().map(String.class::cast).toList();
        if (words.isEmpty() || words.get(0).isBlank()) {
            throw new IllegalArgumentException("The command is empty");
        }
        return ofWords(words, options, archive, variables);
    }

    private static Plan ofWords(
            List<String> words, Options options, Optional<ArchiveFile> archive, Map<String, String> variables) {
        List<String> rest = words.get(0).equals("exec") && words.size() > 1 ? words.subList(1, words.size()) : words;
        boolean named = isOurJava(rest.get(0));
        if (named) {
            rest = rest.subList(1, rest.size());
        } else if (!rest.get(0).startsWith("-") && !isClass(rest.get(0), options)) {
            return new Plan(rest, false);
        }
        return new Plan(jvm(rest, options, archive, variables), true);
    }

    private static boolean isOurJava(String word) {
        return word.equals("java") || word.equals(Jdk.java());
    }

    private static boolean isClass(String word, Options options) {
        return CLASS.matcher(word).matches()
                && (options.main().filter(word::equals).isPresent()
                        || CONVENTIONAL.matcher(word).matches()
                        || options.classPath().holds(word));
    }

    /**
     * What starts a JVM: our flags, those of the proxy's command line, the command's own, in rising order of weight. Of
     * ours those are left out about whose matter anything is said, there or in the variables.
     */
    static List<String> jvm(
            List<String> command, Options options, Optional<ArchiveFile> archive, Map<String, String> variables) {
        int end = endOfOptions(command);
        List<String> own = command.subList(0, end);
        List<String> said = new ArrayList<>(JavaVariables.withFiles(options.javaOptions()));
        said.addAll(JavaVariables.withFiles(own));
        said.addAll(JavaVariables.options(variables));
        List<String> words = new ArrayList<>(List.of(Jdk.java()));
        words.addAll(LeanFlags.without(said));
        if (!LeanFlags.nameAnArchive(said.stream())) {
            archive.ifPresent(file -> words.add(file.using()));
        }
        words.addAll(options.javaOptions());
        boolean bringsItsOwn = own.stream().anyMatch(Plan::namesClassPath)
                || (end < command.size() && command.get(end).equals("-jar"));
        if (!bringsItsOwn && !options.classPath().isEmpty()) {
            words.addAll(List.of("-cp", options.classPath().text()));
        }
        words.addAll(command);
        return words;
    }

    private static boolean namesClassPath(String option) {
        return CLASS_PATH.contains(option) || option.startsWith("--class-path=");
    }

    private static int endOfOptions(List<String> command) {
        int at = 0;
        while (at < command.size() && isOption(command.get(at)) && !ENDS_OPTIONS.contains(command.get(at))) {
            at += WITH_VALUE.contains(command.get(at)) ? 2 : 1;
        }
        return Math.min(at, command.size());
    }

    private static boolean isOption(String word) {
        return word.startsWith("-") || word.startsWith("@");
    }
}
