package controlfreak.log.text;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How serious a line is by the words and marks of its program, for the stream that it was written to says nothing of
 * it. Only the beginning of a line is read. Any thread.
 */
public final class LogLevels {
    /** Beyond this nothing of a line is read. */
    private static final int READ = 2_000;

    /** What the journal and the kernel read: a priority, the last three bits of which are the level. */
    private static final Pattern SYSLOG = Pattern.compile("<(\\d{1,3})>");

    private static final Pattern REDIS =
            Pattern.compile("\\d{1,10}:[A-Z] \\d\\d \\p{Alpha}{3} \\d{4} [\\d:.]{8,15} ([-.*#]) ");

    private static final Pattern REDIS_FAILURE = Pattern.compile("Failed |Can't |Could not |Error ");

    /** Of glog and klog ({@code E1128 22:04:29}), Ruby's logger ({@code E, [2026-…}), tornado ({@code [E 2026-…}). */
    private static final Pattern LETTER =
            Pattern.compile("[IWEF]\\d{4} \\d\\d:\\d\\d:|[DIWEFA], \\[\\d|\\[[DIWEC] \\d");

    private static final Pattern ERROR = Pattern.compile(
            "Exception in thread |Uncaught |Unhandled exception|Caused by: "
                    + "|panic: |npm (?:ERR!|error )|make(?:\\[\\d{1,3}\\])?: \\*\\*\\* |\\*\\* \\(|=(?:ERROR|CRASH) REPORT"
                    + "|During handling of the above exception|The above exception was the direct cause"
                    + "|thread '[^']{0,100}' .{0,20}panicked at |error\\[E\\d{1,5}\\]: |Segmentation fault|! Unable to ");

    private static final Pattern WARNING = Pattern.compile("npm (?:WARN|warn) |\\*\\*\\* WARNING: ");

    /** How Ruby ends what it tells of an exception: {@code worker.rb:12:in 'run': no such key (KeyError)}. */
    private static final Pattern RUBY =
            Pattern.compile("\\((?:Errno::[A-Z0-9]{1,40}|[\\w:]{0,80}(?:Error|Exception))\\)$");

    private static final String TRACEBACK = "Traceback (most recent call last)";
    private static final int LATEST_TRACEBACK = 200;

    private LogLevels() {}

    /** The level of a line. @param text without escape sequences, as {@link LogText#clean} makes it */
    public static LogLevel of(String text) {
        String read = text.length() > READ ? text.substring(0, READ) : text;
        LogLevel marked = marked(read);
        if (marked != LogLevel.NONE) {
            return marked;
        }
        LogLevel told = told(read);
        return told != LogLevel.NONE ? told : LevelScan.of(read);
    }

    /** What is read of a line as it came. */
    public static String beginning(byte[] bytes) {
        return LogText.clean(new String(bytes, 0, Math.min(bytes.length, READ), StandardCharsets.UTF_8));
    }

    /** Whether a stack of calls begins with it, whose last line is not indented as the others are. */
    static boolean isTraceback(String text) {
        int at = text.indexOf(TRACEBACK);
        return at >= 0 && at <= LATEST_TRACEBACK;
    }

    private static LogLevel marked(String text) {
        Matcher syslog = SYSLOG.matcher(text);
        if (syslog.lookingAt()) {
            int priority = Integer.parseInt(syslog.group(1)) % 8;
            return priority <= 3 ? LogLevel.ERROR : priority == 4 ? LogLevel.WARNING : LogLevel.INFO;
        }
        Matcher redis = REDIS.matcher(text);
        if (redis.lookingAt()) {
            // Older versions tell of their version and of a start in the same way as of warnings.
            String said = text.substring(redis.end());
            return !redis.group(1).equals("#")
                    ? LogLevel.INFO
                    : REDIS_FAILURE.matcher(said).lookingAt() ? LogLevel.ERROR : LevelScan.of(said);
        }
        Matcher letter = LETTER.matcher(text);
        if (letter.lookingAt()) {
            return switch (letter.group().charAt(text.charAt(0) == '[' ? 1 : 0)) {
                case 'E', 'F', 'C' -> LogLevel.ERROR;
                case 'W' -> LogLevel.WARNING;
                default -> LogLevel.INFO;
            };
        }
        return LogLevel.NONE;
    }

    /** What is an error without a word for its level. */
    private static LogLevel told(String text) {
        if (isTraceback(text) || ERROR.matcher(text).lookingAt() || isOfRuby(text)) {
            return LogLevel.ERROR;
        }
        return WARNING.matcher(text).lookingAt() ? LogLevel.WARNING : LogLevel.NONE;
    }

    private static boolean isOfRuby(String text) {
        return text.endsWith(")")
                && text.contains(":in ")
                && RUBY.matcher(text)
                        .region(Math.max(0, text.lastIndexOf('(')), text.length())
                        .find();
    }
}
