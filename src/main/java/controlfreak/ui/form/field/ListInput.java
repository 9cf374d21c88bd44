package controlfreak.ui.form.field;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A list that an operator edits in one text field, an item after the other. Where nothing was typed it is the very list
 * that was there. FX thread only.
 *
 * @param <T> an item
 */
public final class ListInput<T> {
    private static final String LINE = "\n";
    private static final String COMMA = ",";

    private final List<T> initial;
    private final String separator;
    private final Function<T, String> format;
    private final Function<String, T> parse;
    private final Function<List<T>, Optional<String>> check;
    private final TextInput text;

    private ListInput(
            List<T> initial,
            String separator,
            Function<T, String> format,
            Function<String, T> parse,
            Function<List<T>, Optional<String>> check) {
        this.initial = initial;
        this.separator = separator;
        this.format = format;
        this.parse = parse;
        this.check = check;
        String written = format(initial);
        text = separator.equals(LINE)
                ? TextInput.multiLine(written, this::problem)
                : TextInput.singleLine(written, this::problem);
    }

    /**
     * A list with commas between its items.
     *
     * @param parse makes an item of its text; where it cannot, it throws an IllegalArgumentException with a sentence
     * @param check says what is wrong with all of them together
     */
    public static <T> ListInput<T> withCommas(
            List<T> initial,
            Function<T, String> format,
            Function<String, T> parse,
            Function<List<T>, Optional<String>> check) {
        return new ListInput<>(initial, COMMA, format, parse, check);
    }

    /** A list with an item on each line; see {@link #withCommas}. */
    public static <T> ListInput<T> onLines(List<T> initial, Function<T, String> format, Function<String, T> parse) {
        return new ListInput<>(initial, LINE, format, parse, all -> Optional.empty());
    }

    private String format(List<T> items) {
        return items.stream().map(format).collect(Collectors.joining(separator.equals(LINE) ? LINE : COMMA + " "));
    }

    public TextInput text() {
        return text;
    }

    /** Shows another list, as if it had been typed. */
    public void show(List<T> items) {
        text.valueProperty().set(format(items));
    }

    /** Writes one more item to the end. */
    public void add(String item) {
        String before = text.value().strip();
        boolean isParted = before.isEmpty() || before.endsWith(separator);
        String parted = isParted ? before : before + separator;
        boolean needsBlank = !parted.isEmpty() && separator.equals(COMMA);
        text.valueProperty().set(parted + (needsBlank ? " " : "") + item);
    }

    /**
     * What was typed.
     *
     * @throws IllegalArgumentException where an item cannot be read
     */
    public List<T> items() {
        return text.changed() ? parsed(text.value()) : initial;
    }

    /** The same; empty where an item cannot be read. */
    public Optional<List<T>> known() {
        try {
            return Optional.of(items());
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private List<T> parsed(String typed) {
        return Stream.of(typed.split(separator))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .map(parse)
                .toList();
    }

    private Optional<String> problem(String typed) {
        try {
            return check.apply(parsed(typed));
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }
}
