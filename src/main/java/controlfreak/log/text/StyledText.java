package controlfreak.log.text;

import java.util.List;

/**
 * Text without escapes, and how its parts are to look. Immutable; any thread.
 *
 * @param spans in order, together the whole text; empty where all of it is plain
 */
public record StyledText(String text, List<Span> spans) {
    /** @param end where the part ends in the text */
    public record Span(int end, LogStyle style) {}

    static StyledText plain(String text) {
        return new StyledText(text, List.of());
    }
}
