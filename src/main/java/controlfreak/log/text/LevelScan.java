package controlfreak.log.text;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Looks through the words of one line for the first that names its level: as the value of a key ({@code level=error},
 * {@code "severity":"ERROR"}), in capitals, in brackets or before a colon. Where sentences begin, only keys count any
 * more, so that "there was no error" is none. One thread at a time.
 */
final class LevelScan {
    /** So many words of a sentence may stand before a level: a host, a program, a logger. */
    private static final int MOST_WORDS_BEFORE = 2;

    private static final int LONGEST_OF_TIME = 4;
    private static final Set<String> KEYS = Set.of("level", "lvl", "severity", "levelname");
    private static final char NONE = '\0';

    private final String text;
    private final boolean json;
    private int wordsBefore;
    private int from;
    private int to;
    private String word = "";
    private String previous = "";

    private LevelScan(String text) {
        this.text = text;
        json = text.startsWith("{");
    }

    static LogLevel of(String text) {
        return new LevelScan(text).scan();
    }

    private LogLevel scan() {
        while (next()) {
            Optional<LogLevel> level = ofKey();
            if (level.isEmpty() && !json && wordsBefore <= MOST_WORDS_BEFORE) {
                level = ofWord();
                if (isOfSentence()) {
                    wordsBefore++;
                }
            }
            if (level.isPresent()) {
                return level.get();
            }
        }
        return LogLevel.NONE;
    }

    /** Goes to the next word: a run of letters, digits and underlines. */
    private boolean next() {
        previous = word;
        from = to;
        while (from < text.length() && !isOfWord(text.charAt(from))) {
            from++;
        }
        to = from;
        while (to < text.length() && isOfWord(text.charAt(to))) {
            to++;
        }
        word = text.substring(from, to);
        return from < to;
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private char before() {
        return at(from - 1);
    }

    private char after() {
        return at(to);
    }

    private char at(int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : NONE;
    }

    private static boolean isGap(char c) {
        return c == NONE || Character.isWhitespace(c);
    }

    /** Whether it is prose: no number, nothing in brackets, no name that a colon ends, none of a day, month or zone. */
    private boolean isOfSentence() {
        boolean ends = isGap(after()) || (after() == ',' || after() == '.') && isGap(at(to + 1));
        boolean ofTime = word.length() <= LONGEST_OF_TIME && Character.isUpperCase(word.charAt(0));
        return ends && isGap(before()) && !ofTime && word.chars().allMatch(Character::isLetter);
    }

    // ---- the value of a key

    private Optional<LogLevel> ofKey() {
        if (isKeyOfJson()) {
            int colon = skipBlanks(to + 1);
            return at(colon) == ':' ? valueAt(skipBlanks(colon + 1)) : Optional.empty();
        }
        boolean bare = after() == '=' && isKey() && (isGap(before()) || "[{(,|".indexOf(before()) >= 0);
        return bare ? valueAt(to + 1) : Optional.empty();
    }

    private boolean isKey() {
        return KEYS.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Elastic calls it "log.level", Serilog "@l", MongoDB "s" in lines that begin with their time as "t". */
    private boolean isKeyOfJson() {
        if (after() != '"') {
            return false;
        }
        boolean quoted = before() == '"' && at(from - 2) != '\\';
        return quoted && isKey()
                || quoted && word.equals("s") && text.startsWith("{\"t\":")
                || word.equals("level") && text.startsWith("\"log.", from - 5)
                || word.equals("l") && text.startsWith("\"@", from - 2);
    }

    private int skipBlanks(int index) {
        int end = index;
        while (at(end) == ' ') {
            end++;
        }
        return end;
    }

    private Optional<LogLevel> valueAt(int index) {
        String value = wordAt(at(index) == '"' ? index + 1 : index);
        return switch (value) {
            case "E", "F" -> Optional.of(LogLevel.ERROR);
            case "W" -> Optional.of(LogLevel.WARNING);
            default -> json ? LevelWords.named(value).or(() -> LevelWords.numbered(value)) : LevelWords.named(value);
        };
    }

    private String wordAt(int index) {
        int end = index;
        while (end < text.length() && isOfWord(text.charAt(end))) {
            end++;
        }
        return text.substring(index, end);
    }

    // ---- a word

    private Optional<LogLevel> ofWord() {
        Optional<LogLevel> level = LevelWords.named(word);
        if (level.isEmpty()) {
            return ofType();
        }
        return isBracketed() || isCapital(word) && isOfLogger() || isOfMessage() ? level : Optional.empty();
    }

    /** {@code [error]}, {@code [core:error]}, {@code [22:04:29 ERR]}, {@code [22:04:29,123: ERROR/MainProcess]}. */
    private boolean isBracketed() {
        return after() == ']' && (before() == '[' || before() == ':')
                || isCapital(word) && before() == ' ' && (after() == ']' || after() == '/');
    }

    /** {@code ERROR}, set off by blanks or the usual signs, and not "no ERROR". */
    private boolean isOfLogger() {
        return !LevelWords.isEveryday(word)
                && !LevelWords.denies(previous)
                && (isGap(before()) || "[(<|:*-".indexOf(before()) >= 0)
                && (isGap(after()) || "|)!>".indexOf(after()) >= 0 || after() == ':' && !isNothingAfter());
    }

    /** {@code error: …}, {@code Error [ERR_…]: …} or {@code fatal error}, with nothing before that makes it part of a sentence. */
    private boolean isOfMessage() {
        if (!isGap(before()) && before() != '(') {
            return false;
        }
        boolean coded = word.equals("Error") && text.startsWith(" [ERR_", to);
        boolean ends = after() == ':' && (isGap(at(to + 1)) || isCapital(word)) && !isNothingAfter();
        return (coded || ends) && isBegun(from)
                || word.equalsIgnoreCase("error")
                        && previous.equalsIgnoreCase("fatal")
                        && (isGap(after()) || after() == ',');
    }

    /** {@code KeyError: …}, {@code java.lang.IllegalStateException: …}, {@code DeprecationWarning: …}. */
    private Optional<LogLevel> ofType() {
        boolean error = word.endsWith("Error") || word.endsWith("Exception");
        if (!error && !word.endsWith("Warning")) {
            return Optional.empty();
        }
        int begin = from;
        while (begin > 0 && (isOfWord(text.charAt(begin - 1)) || ".:$".indexOf(text.charAt(begin - 1)) >= 0)) {
            begin--;
        }
        boolean alone = begin == 0 && after() == NONE;
        boolean told = after() == ':' && isGap(at(to + 1)) && isBegun(begin) || text.startsWith(" [ERR_", to);
        return alone || told ? Optional.of(error ? LogLevel.ERROR : LogLevel.WARNING) : Optional.empty();
    }

    /** Whether a message begins here: at the very beginning, after a time, a name, brackets; not within a sentence. */
    private boolean isBegun(int index) {
        int end = index;
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end == 0
                || ":])|-(".indexOf(text.charAt(end - 1)) >= 0
                || isTimeOrKind(text.substring(text.lastIndexOf(' ', end - 1) + 1, end));
    }

    private static boolean isTimeOrKind(String before) {
        return !LevelWords.denies(before)
                && (isCapital(before)
                        || LevelWords.isKind(before)
                        || before.chars().anyMatch(Character::isDigit));
    }

    private boolean isNothingAfter() {
        return LevelWords.isNothing(wordAt(skipBlanks(to + 1)));
    }

    private static boolean isCapital(String word) {
        return word.equals(word.toUpperCase(Locale.ROOT));
    }
}
