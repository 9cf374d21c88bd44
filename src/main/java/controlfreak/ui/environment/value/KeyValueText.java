package controlfreak.ui.environment.value;

import controlfreak.model.Environment;
import controlfreak.model.InstanceTemplate;
import controlfreak.ui.fx.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables as {@code KEY=value} lines. Blank lines, lines that begin with "#" and a leading {@code export} are skipped;
 * {@code unset KEY} takes an inherited variable away.
 * A value stands as it is; in single quotes nothing has a meaning, in double quotes a backslash makes newlines ({@code
 * \n}), carriage returns, tabs, quotes and backslashes, and both may run over several lines. Nothing is ever expanded.
 * Any thread.
 */
public final class KeyValueText {
    private static final Pattern EXPORT = Pattern.compile("export[ \\t]+(?=[^=])");
    private static final Pattern UNSET = Pattern.compile("unset[ \\t]+(\\S+)");
    private static final Pattern PLAIN = Pattern.compile("[^\\s\"'\\p{Cntrl}]([^\\p{Cntrl}]*[^\\s\\p{Cntrl}])?");

    /**
     * A variable that was read, or a line that cannot be one.
     *
     * @param line the number of the line that it begins on, from 1
     * @param value empty where the variable is taken away, or where the line is none
     * @param problem what is wrong with it, in a sentence
     */
    public record Line(int line, String name, Optional<String> value, Optional<String> problem) {
        public boolean isValid() {
            return problem.isEmpty();
        }

        /** Names only: values may be secrets. */
        @Override
        public String toString() {
            return line + ": " + name + problem.map(text -> " (" + text + ")").orElse("");
        }
    }

    private record Quoted(String value, int end) {}

    private final String text;
    private final List<Line> lines = new ArrayList<>();
    private final List<Integer> comments = new ArrayList<>();

    private KeyValueText(String text) {
        this.text = text;
    }

    /** Reads every line; an invalid one does not keep the next from being read. */
    public static List<Line> parse(String text) {
        KeyValueText parser = new KeyValueText(text.replace("\r\n", "\n"));
        parser.parse();
        return parser.marked();
    }

    /** The numbers of the lines that are comments. */
    public static List<Integer> comments(String text) {
        KeyValueText parser = new KeyValueText(text.replace("\r\n", "\n"));
        parser.parse();
        return List.copyOf(parser.comments);
    }

    /** One line that {@link #parse} reads as this variable; an empty value takes it away. */
    public static String format(String name, Optional<String> value) {
        return value.map(text -> format(name, text)).orElse("unset " + name);
    }

    /** One line that {@link #parse} reads as this variable. */
    public static String format(String name, String value) {
        if (value.isEmpty() || PLAIN.matcher(value).matches()) {
            return name + "=" + value;
        }
        String escaped = value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        return name + "=\"" + escaped + "\"";
    }

    private void parse() {
        int number = 1;
        int at = 0;
        while (at < text.length()) {
            int end = endOfLine(at);
            int next = line(number, at, end);
            number += (int) text.substring(at, Math.min(next, text.length()))
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            at = next;
        }
    }

    private int endOfLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** Reads what begins on one line, and says where to go on. */
    private int line(int number, int from, int end) {
        String line = text.substring(from, end).strip();
        if (line.isEmpty() || line.startsWith("#")) {
            if (!line.isEmpty()) {
                comments.add(number);
            }
            return end + 1;
        }
        int equals = text.indexOf('=', from);
        if (equals < 0 || equals >= end) {
            withoutEquals(number, line);
            return end + 1;
        }
        String name = name(text.substring(from, equals));
        int start = equals + 1;
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        boolean quoted = start < end && (text.charAt(start) == '"' || text.charAt(start) == '\'');
        if (!quoted) {
            add(number, name, text.substring(start, end).strip());
            return end + 1;
        }
        Optional<Quoted> value = quoted(start);
        boolean closesElsewhere = value.filter(found -> found.end() > end)
                .filter(found -> !isEndOfValue(found.end()))
                .isPresent();
        if (value.isEmpty() || closesElsewhere) {
            lines.add(new Line(number, name, Optional.empty(), Optional.of(Texts.text("env.paste.unclosed"))));
            return end + 1;
        }
        int rest = endOfLine(value.get().end());
        if (isEndOfValue(value.get().end())) {
            add(number, name, value.get().value());
        } else {
            lines.add(new Line(number, name, Optional.empty(), Optional.of(Texts.text("env.paste.trailing"))));
        }
        return rest + 1;
    }

    private void withoutEquals(int number, String line) {
        Matcher unset = UNSET.matcher(line);
        if (unset.matches()) {
            lines.add(new Line(number, unset.group(1), Optional.empty(), Environment.nameProblem(unset.group(1))));
        } else {
            lines.add(new Line(number, line, Optional.empty(), Optional.of(Texts.text("env.paste.no-equals"))));
        }
    }

    /** A quote that closes in the middle of a later line is that line's own: the first one was never closed. */
    private boolean isEndOfValue(int from) {
        String trailing = text.substring(from, endOfLine(from)).strip();
        return trailing.isEmpty() || trailing.startsWith("#");
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static String name(String written) {
        String name = written.strip();
        Matcher export = EXPORT.matcher(name);
        return export.lookingAt() ? name.substring(export.end()) : name;
    }

    private Optional<Quoted> quoted(int start) {
        char quote = text.charAt(start);
        StringBuilder value = new StringBuilder();
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                return Optional.of(new Quoted(value.toString(), i + 1));
            }
            if (quote == '"' && c == '\\' && i + 1 < text.length()) {
                value.append(unescaped(text.charAt(++i)));
            } else {
                value.append(c);
            }
        }
        return Optional.empty();
    }

    private static String unescaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '"', '\\', '$', '`' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    private void add(int number, String name, String value) {
        Optional<String> problem = Environment.nameProblem(name)
                .or(() -> name.chars().anyMatch(Character::isWhitespace)
                        ? Optional.of(Texts.text("env.paste.blank-in-name"))
                        : Optional.empty())
                .or(() -> Environment.valueProblem(value))
                .or(() -> InstanceTemplate.problem(value));
        lines.add(new Line(number, name, Optional.of(value), problem));
    }

    /** A name given twice is marked where it is overruled: the last one holds, as in a shell. */
    private List<Line> marked() {
        Map<String, Integer> last = new LinkedHashMap<>();
        lines.stream().filter(Line::isValid).forEach(line -> last.put(line.name(), line.line()));
        return lines.stream()
                .map(line -> line.isValid() && last.get(line.name()) != line.line()
                        ? new Line(
                                line.line(),
                                line.name(),
                                line.value(),
                                Optional.of(Texts.text("env.paste.again", last.get(line.name()))))
                        : line)
                .toList();
    }
}
