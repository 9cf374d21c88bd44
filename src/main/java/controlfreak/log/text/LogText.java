package controlfreak.log.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes the bytes of a log safe to show: escape sequences that ask for colours and weights become styles, others are
 * left out; a return in the middle begins the line again, as on a terminal; other control characters (and those that
 * would reorder a line) are made visible, tabs stay. Any thread.
 */
public final class LogText {
    private static final char DELETE = 0x7f;

    private LogText() {}

    /** What is to be read of a line. */
    public static String clean(String raw) {
        return styled(raw).text();
    }

    public static StyledText styled(String raw) {
        int length = raw.endsWith("\r") ? raw.length() - 1 : raw.length();
        int first = 0;
        while (first < length && isPlain(raw.charAt(first))) {
            first++;
        }
        if (first == length) {
            return StyledText.plain(raw.substring(0, length));
        }
        return new Cleaning(raw, length).run();
    }

    private static boolean isPlain(char c) {
        if (c < ' ') {
            return c == '\t';
        }
        return c < DELETE || (c > 0x9f && !reorders(c) && !breaksLine(c));
    }

    /** Whether it is a bidirectional control: it could make a line read as something that it is not. */
    private static boolean reorders(char c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean breaksLine(char c) {
        return c == 0x2028 || c == 0x2029;
    }

    private static void appendVisible(StringBuilder clean, char c) {
        if (isPlain(c)) {
            clean.append(c);
        } else {
            String digits = Integer.toHexString(c);
            clean.append(c <= 0xff ? "\\x" : "\\u")
                    .append("0".repeat((c <= 0xff ? 2 : 4) - digits.length()))
                    .append(digits);
        }
    }

    /** One line on its way. */
    private static final class Cleaning {
        private final String raw;
        private final int length;
        private final EscapeSequences sequences;
        private final StringBuilder text;
        private final List<StyledText.Span> spans = new ArrayList<>();
        private LogStyle style = LogStyle.PLAIN;
        private boolean returned;

        Cleaning(String raw, int length) {
            this.raw = raw;
            this.length = length;
            sequences = new EscapeSequences(raw, length);
            text = new StringBuilder(length);
        }

        StyledText run() {
            int at = 0;
            while (at < length) {
                char c = raw.charAt(at);
                int next = c == EscapeSequences.ESCAPE ? sequences.end(at) : at;
                if (next > at) {
                    String rendition = sequences.rendition(at, next);
                    if (rendition != null) {
                        restyle(SgrParameters.apply(style, rendition));
                    }
                    at = next;
                } else {
                    take(c);
                    at++;
                }
            }
            endSpan();
            boolean plain = spans.stream().allMatch(span -> span.style().equals(LogStyle.PLAIN));
            return new StyledText(text.toString(), plain ? List.of() : List.copyOf(spans));
        }

        private void take(char c) {
            if (c == '\r') {
                returned = true;
                return;
            }
            if (returned) {
                // A progress bar writes over what it wrote before.
                returned = false;
                text.setLength(0);
                spans.clear();
            }
            appendVisible(text, c);
        }

        private void restyle(LogStyle next) {
            if (!next.equals(style)) {
                endSpan();
                style = next;
            }
        }

        private void endSpan() {
            int begin = spans.isEmpty() ? 0 : spans.get(spans.size() - 1).end();
            if (text.length() > begin) {
                spans.add(new StyledText.Span(text.length(), style));
            }
        }
    }
}
