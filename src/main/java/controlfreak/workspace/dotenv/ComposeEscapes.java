package controlfreak.workspace.dotenv;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The escapes that Docker Compose knows in double quotes. Any thread. */
final class ComposeEscapes {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:([abfnrtv$\"\\\\])|0([0-3][0-7]{2}))");

    private ComposeEscapes() {}

    /** An escaped dollar sign becomes two, which stand for one while references are filled in. */
    static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(meaning(match)));
    }

    private static String meaning(MatchResult escape) {
        if (escape.group(1) == null) {
            return String.valueOf((char) Integer.parseInt(escape.group(2), 8));
        }
        return switch (escape.group(1).charAt(0)) {
            case 'a' -> "\u0007";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'v' -> "\u000b";
            case '$' -> "$$";
            default -> escape.group(1);
        };
    }
}
