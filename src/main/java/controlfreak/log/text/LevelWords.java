package controlfreak.log.text;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words that programs name their levels by: those of syslog, of the loggers of Java, Python, Ruby, Go, .NET and
 * Node, of databases and web servers, also as German systems have them. Any thread.
 */
final class LevelWords {
    private static final Map<String, LogLevel> WORDS = all(
            "error err erro eror fatal ftl crit critical crt severe emerg emergency alert panic pnc dpanic fehler "
                    + "schwerwiegend panik fail",
            "warn warning wrn warnung",
            "info inf information notice debug dbg trace trc verbose log fine finer finest config");

    /** Words that are everyday ones but for what follows. */
    private static final Set<String> ONLY_BEFORE_A_COLON = Set.of("log", "config", "fine", "fail", "trace", "alert");

    /** What stands before "error" in the messages of compilers, interpreters and databases. */
    private static final Set<String> KINDS =
            Set.of("fatal", "parse", "syntax", "internal", "runtime", "system", "startup", "unexpected", "uncaught");

    private static final Set<String> NOT = Set.of("0", "no", "not", "zero", "without", "any");
    private static final Set<String> NOTHING = Set.of("0", "none", "null", "nil", "false", "ok");

    private LevelWords() {}

    private static Map<String, LogLevel> all(String errors, String warnings, String others) {
        return Stream.of(
                        Map.entry(errors, LogLevel.ERROR),
                        Map.entry(warnings, LogLevel.WARNING),
                        Map.entry(others, LogLevel.INFO))
                .flatMap(entry -> Stream.of(entry.getKey().split(" ")).map(word -> Map.entry(word, entry.getValue())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The level that has a name, whatever the case of its letters. */
    static Optional<LogLevel> named(String word) {
        return Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT)));
    }

    /** Whether it names a level only where a colon follows, or brackets are around it. */
    static boolean isEveryday(String word) {
        return ONLY_BEFORE_A_COLON.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether it says that there is none of what follows: "no error". */
    static boolean denies(String word) {
        return NOT.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether it says that there is none of what was named: "error: none". */
    static boolean isNothing(String word) {
        return NOTHING.contains(word.toLowerCase(Locale.ROOT));
    }

    static boolean isKind(String word) {
        return KINDS.contains(word.toLowerCase(Locale.ROOT));
    }

    /**
     * The level that a logger of Node (pino, bunyan) has a number for: tens from 10, {@code trace}, to 60,
     * {@code fatal}.
     */
    static Optional<LogLevel> numbered(String number) {
        return switch (number) {
            case "10", "20", "30" -> Optional.of(LogLevel.INFO);
            case "40" -> Optional.of(LogLevel.WARNING);
            case "50", "60" -> Optional.of(LogLevel.ERROR);
            default -> Optional.empty();
        };
    }
}
