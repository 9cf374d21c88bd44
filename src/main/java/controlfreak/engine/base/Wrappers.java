package controlfreak.engine.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;

/** Programs that only run others, as {@code wrappers.properties} lists them. Any thread. */
final class Wrappers {
    /** What a program is to a signal. */
    enum Kind {
        /** It is meant itself. */
        PROGRAM,
        /** A shell, which may have been told what to do on a signal. */
        SHELL,
        /** All of its group are meant. */
        GROUP,
        /** Only what it runs is meant. */
        BELOW
    }

    private static final Properties KINDS = read();

    /** What some write behind their names: their version, what they do, or that they are a script. */
    private static final Pattern ADDED = Pattern.compile("[:\\s].*$|\\.(?:[cm]?js|py|rb|pl)$|(?<=[a-z])[-.\\d]*\\d$");

    private Wrappers() {}

    private static Properties read() {
        Properties kinds = new Properties();
        try (InputStream in = Wrappers.class.getResourceAsStream("/controlfreak/engine/wrappers.properties")) {
            kinds.load(in);
            return kinds;
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** @param commandLine the program and its arguments, as the system tells them; empty where it does not */
    static Kind of(List<String> commandLine) {
        if (commandLine.isEmpty()) {
            return Kind.PROGRAM;
        }
        String kind = kind(commandLine.get(0));
        if (kind.equals("script")) {
            kind = commandLine.stream()
                    .skip(1)
                    .filter(word -> !word.startsWith("-"))
                    .findFirst()
                    .map(Wrappers::kind)
                    .filter(found -> !found.equals("script"))
                    .orElse("");
        }
        return kind.isEmpty() ? Kind.PROGRAM : Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    }

    /** A login shell has a dash before its name. */
    private static String kind(String word) {
        String name = word.substring(word.lastIndexOf('/') + 1).replaceFirst("^-", "");
        String plain = ADDED.matcher(name).replaceFirst("");
        return KINDS.getProperty(name, KINDS.getProperty(plain, ""));
    }

    /** Whether a shell only runs a text, which has nothing to do on a signal. */
    static boolean isMereShell(List<String> commandLine) {
        return of(commandLine) == Kind.SHELL
                && commandLine.size() > 2
                && commandLine.get(1).equals("-c")
                && !commandLine.get(2).matches("(?s).*\\btrap\\b.*");
    }
}
