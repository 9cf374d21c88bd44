package controlfreak.jvmproxy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the command line says.
 *
 * @param until a line of the application after which training may end
 * @param seconds how long training lasts at most
 * @param watchSeconds how often to look whether the class path has changed; 0: never
 */
record Options(
        ClassPath classPath,
        Optional<String> main,
        List<String> trainingArguments,
        Optional<Pattern> until,
        Optional<String> exercise,
        int seconds,
        List<String> javaOptions,
        ArchiveKind archive,
        boolean train,
        double watchSeconds,
        boolean stdio) {

    private static final int TRAINING_SECONDS = 10;
    private static final double WATCH_SECONDS = 5;

    /** Says what is wrong with the command line. */
    static final class Misuse extends Exception {
        private static final long serialVersionUID = 1;

        Misuse(String message) {
            super(message);
        }
    }

    static Options of(String... arguments) throws Misuse, IOException {
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
        String classPath = "";
        Optional<String> main = Optional.empty();
        List<String> training = List.of();
        Optional<Pattern> until = Optional.empty();
        Optional<String> exercise = Optional.empty();
        int seconds = TRAINING_SECONDS;
        List<String> javaOptions = new ArrayList<>();
        ArchiveKind archive = ArchiveKind.bestFor(Jdk.version());
        boolean train = true;
        double watchSeconds = WATCH_SECONDS;
        boolean stdio = false;
        while (!rest.isEmpty()) {
            String option = rest.pop();
            switch (option) {
                case "--class-path", "-cp", "--jar" -> classPath = value(option, rest);
                case "--main" -> main = Optional.of(value(option, rest));
                case "--train" -> training = words(value(option, rest));
                case "--train-until" -> until = Optional.of(pattern(value(option, rest)));
                case "--train-exercise" -> exercise = Optional.of(value(option, rest));
                case "--train-seconds" -> seconds = number(option, value(option, rest));
                case "--java-option" -> javaOptions.add(value(option, rest));
                case "--archive" -> archive = kind(value(option, rest));
                case "--no-train" -> train = false;
                case "--watch-secs" -> watchSeconds = seconds(option, value(option, rest));
                case "--stdio" -> stdio = true;
                default -> throw new Misuse("There is no option " + option);
            }
        }
        ClassPath jars = ClassPath.of(classPath);
        return new Options(
                jars,
                main.or(jars::mainClass),
                training,
                until,
                exercise,
                seconds,
                List.copyOf(javaOptions),
                archive,
                train,
                watchSeconds,
                stdio);
    }

    private static String value(String option, Deque<String> rest) throws Misuse {
        if (rest.isEmpty()) {
            throw new Misuse(option + " needs a value");
        }
        return rest.pop();
    }

    private static List<String> words(String text) throws Misuse {
        try {
            return ShellWords.split(text);
        } catch (IllegalArgumentException openQuotation) {
            throw new Misuse(openQuotation.getMessage());
        }
    }

    private static Pattern pattern(String text) throws Misuse {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException invalid) {
            throw new Misuse("--train-until is not a regular expression: " + invalid.getDescription());
        }
    }

    private static int number(String option, String text) throws Misuse {
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw new Misuse(option + " needs a whole number of seconds");
        }
        return Integer.parseInt(text);
    }

    private static double seconds(String option, String text) throws Misuse {
        if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
            throw new Misuse(option + " needs a number of seconds");
        }
        return Double.parseDouble(text);
    }

    private static ArchiveKind kind(String text) throws Misuse {
        ArchiveKind kind = switch (text.toLowerCase(Locale.ROOT)) {
            case "cds" -> ArchiveKind.CDS;
            case "aot" -> ArchiveKind.AOT;
            default -> throw new Misuse("--archive is cds or aot");
        };
        if (kind.compareTo(ArchiveKind.bestFor(Jdk.version())) > 0) {
            throw new Misuse("JDK " + Jdk.version() + " makes no AOT cache; 25 and newer do");
        }
        return kind;
    }
}
