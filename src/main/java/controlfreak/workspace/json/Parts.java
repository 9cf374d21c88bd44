package controlfreak.workspace.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The parts that an object or a list will have, put between what stood between them before. One use, one thread. */
final class Parts {
    /** Stands for what a text spells out although it means nothing new. */
    static final Object ABSENT = new Object();

    /**
     * One part.
     *
     * @param index its place before; -1 for a new one
     * @param text makes its text, by the indent of the line that it begins on
     */
    private record Part(int index, UnaryOperator<String> text) {}

    private final String text;
    private final JsonStyle style;
    private final JsonSpan span;
    private final List<Part> parts = new ArrayList<>();

    Parts(String text, JsonStyle style, JsonSpan span) {
        this.text = text;
        this.style = style;
        this.span = span;
    }

    /** One that was there comes next. */
    void keep(int index, String now) {
        parts.add(new Part(index, indent -> now));
    }

    /** One that is new comes at a place. */
    void insert(int at, UnaryOperator<String> now) {
        parts.add(at, new Part(-1, now));
    }

    /** The whole, with its brackets. */
    String joined() {
        StringBuilder joined = new StringBuilder().append(text.charAt(span.start()));
        int last = -1;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            String gap = i == 0 ? span.gap(text, 0) : part.index() > 0 ? span.gap(text, part.index()) : gapAfter(last);
            joined.append(gap).append(part.text().apply(indent(gap)));
            last = Math.max(last, part.index());
        }
        String end = parts.isEmpty() ? "" : span.gap(text, span.parts().size());
        return joined.append(end).append(text.charAt(span.end() - 1)).toString();
    }

    /** What stands between parts here: as before the one after which the new one comes, without empty lines. */
    private String gapAfter(int last) {
        if (span.parts().size() > 1) {
            String gap = span.gap(text, Math.max(1, Math.min(last, span.parts().size() - 1)));
            return gap.replaceAll("(?:\\r?\\n[ \\t]*)+(\\r?\\n)", "$1");
        }
        String first = span.gap(text, 0);
        return first.contains("\n") ? "," + first : style.comma();
    }

    private String indent(String gap) {
        int newline = gap.lastIndexOf('\n');
        return newline < 0
                ? JsonStyle.indent(text, span.parts().get(0).start()).blanks()
                : gap.substring(newline + 1).replaceAll("[^ \\t].*", "");
    }
}
