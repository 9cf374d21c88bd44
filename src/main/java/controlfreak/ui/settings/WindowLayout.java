package controlfreak.ui.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * How the operator has arranged the window. Immutable; any thread.
 *
 * @param x left edge; empty where the system is to choose
 * @param y upper edge; empty where the system is to choose
 * @param divider the table's share of the height, 0 to 1
 * @param columns in their order
 * @param pane which pane of the selected rows was in front; empty where it is the first
 * @param selected which rows were selected, as a text
 * @param byTags whether services with a tag stand below it
 * @param sort columns that are sorted by, the first of them first: {@code +name} upward, {@code -name} downward
 */
public record WindowLayout(
        OptionalDouble x,
        OptionalDouble y,
        double width,
        double height,
        boolean maximized,
        double divider,
        String pane,
        String selected,
        boolean byTags,
        List<ColumnLayout> columns,
        List<String> sort) {
    public static final double MIN_WIDTH = 900;
    public static final double MIN_HEIGHT = 600;

    /** The window as it first opens. */
    public static final WindowLayout FIRST = new WindowLayout(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            1280,
            800,
            false,
            0.62,
            "",
            "",
            false,
            List.of(),
            List.of());

    /** One column's width, and whether it is shown. */
    public record ColumnLayout(String id, double width, boolean visible) {}

    public WindowLayout {
        columns = List.copyOf(columns);
        sort = List.copyOf(sort);
    }

    /** As texts, to be kept among the settings. */
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        x.ifPresent(value -> map.put("window.x", Double.toString(value)));
        y.ifPresent(value -> map.put("window.y", Double.toString(value)));
        map.put("window.width", Double.toString(width));
        map.put("window.height", Double.toString(height));
        map.put("window.maximized", Boolean.toString(maximized));
        map.put("window.divider", Double.toString(divider));
        map.put("window.pane", pane);
        map.put("table.selected", selected);
        map.put("table.bytags", Boolean.toString(byTags));
        map.put(
                "table.columns",
                columns.stream()
                        .map(column -> column.id() + ":" + column.width() + ":" + column.visible())
                        .collect(Collectors.joining(",")));
        map.put("table.sort", String.join(",", sort));
        return map;
    }

    /** What {@link #toMap} gave; what is missing or cannot be read is as in {@link #FIRST}. */
    public static WindowLayout of(Map<String, String> map) {
        return new WindowLayout(
                number(map, "window.x"),
                number(map, "window.y"),
                Math.max(MIN_WIDTH, number(map, "window.width").orElse(FIRST.width())),
                Math.max(MIN_HEIGHT, number(map, "window.height").orElse(FIRST.height())),
                Boolean.parseBoolean(map.get("window.maximized")),
                Math.min(0.95, Math.max(0.05, number(map, "window.divider").orElse(FIRST.divider()))),
                map.getOrDefault("window.pane", ""),
                map.getOrDefault("table.selected", ""),
                Boolean.parseBoolean(map.get("table.bytags")),
                columns(map.getOrDefault("table.columns", "")),
                List.of(map.getOrDefault("table.sort", "").split(",")).stream()
                        .filter(entry -> entry.length() > 1)
                        .toList());
    }

    private static List<ColumnLayout> columns(String text) {
        List<ColumnLayout> columns = new ArrayList<>();
        for (String entry : List.of(text.split(","))) {
            List<String> parts = List.of(entry.split(":"));
            if (parts.size() == 3) {
                number(Map.of("width", parts.get(1)), "width")
                        .ifPresent(width ->
                                columns.add(new ColumnLayout(parts.get(0), width, Boolean.parseBoolean(parts.get(2)))));
            }
        }
        return columns;
    }

    private static OptionalDouble number(Map<String, String> map, String key) {
        try {
            double number = Double.parseDouble(map.getOrDefault(key, ""));
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
