package controlfreak.ui.log;

import controlfreak.log.text.LogStyle;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.log.lines.LogEntry;
import controlfreak.ui.log.search.LogMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.text.Text;

/** The nodes that show a line's text: in the colours that its program asked for, with marks where something was found. FX thread only. */
final class LogCellText {
    private static final int[] NO_RANGES = {};

    private final LogEntry entry;
    private final int[] ranges;
    private final List<Node> nodes = new ArrayList<>();

    private LogCellText(LogEntry entry, int[] ranges) {
        this.entry = entry;
        this.ranges = ranges;
    }

    static List<Node> of(LogEntry entry, Optional<LogMatch> match) {
        LogCellText text = new LogCellText(entry, match.map(LogMatch::ranges).orElse(NO_RANGES));
        text.addPieces();
        text.addRest();
        return text.nodes;
    }

    private void addPieces() {
        int at = 0;
        int span = 0;
        for (int end : ends()) {
            while (span < entry.spans().size() && entry.spans().get(span).end() <= at) {
                span++;
            }
            LogStyle style =
                    span < entry.spans().size() ? entry.spans().get(span).style() : LogStyle.PLAIN;
            if (end > at) {
                nodes.add(piece(entry.text().substring(at, end), style, isFound(at)));
            }
            at = end;
        }
    }

    /** Where the look of the text may change. */
    private TreeSet<Integer> ends() {
        int length = entry.text().length();
        TreeSet<Integer> ends = new TreeSet<>();
        ends.add(length);
        entry.spans().forEach(span -> ends.add(Math.min(length, span.end())));
        for (int place : ranges) {
            ends.add(Math.min(length, place));
        }
        return ends;
    }

    private boolean isFound(int at) {
        for (int i = 0; i < ranges.length; i += 2) {
            if (ranges[i] <= at && at < ranges[i + 1]) {
                return true;
            }
        }
        return false;
    }

    private static Node piece(String text, LogStyle style, boolean found) {
        // A text node has no background.
        Node node = found || style.background().isPresent() || style.inverse()
                ? styled(new Label(text), "log-word")
                : styled(new Text(text), "log-text");
        if (found) {
            node.getStyleClass().add("log-found");
        } else {
            node.getStyleClass().addAll(classes(style));
        }
        return node;
    }

    private static List<String> classes(LogStyle style) {
        List<String> classes = new ArrayList<>();
        if (style.inverse()) {
            classes.add("ansi-inverse");
        } else if (style.background().isPresent()) {
            classes.add("ansi-on-" + style.background().get() % 8);
        } else {
            style.foreground().ifPresent(colour -> classes.add("ansi-" + colour));
        }
        add(classes, style.bold(), "ansi-bold");
        add(classes, style.faint(), "ansi-faint");
        add(classes, style.italic(), "ansi-italic");
        add(classes, style.underlined(), "ansi-underlined");
        add(classes, style.struck(), "ansi-struck");
        return classes;
    }

    private static void add(List<String> classes, boolean on, String name) {
        if (on) {
            classes.add(name);
        }
    }

    private void addRest() {
        if (entry.hiddenBytes() > 0) {
            Label more = styled(new Label(more(entry.hiddenBytes())), "log-more");
            boolean foundBeyond = ranges.length > 0
                    && ranges[ranges.length - 1] > entry.text().length();
            nodes.add(foundBeyond ? styled(more, "log-found") : more);
        } else if (entry.line().continued()) {
            nodes.add(styled(new Label(Texts.text("log.continued")), "log-more"));
        }
    }

    private static String more(int bytes) {
        return bytes < 1024
                ? Texts.text("log.more.bytes", bytes)
                : Texts.text("log.more.kilobytes", Math.round(bytes / 1024.0));
    }

    private static <N extends Node> N styled(N node, String styleClass) {
        node.getStyleClass().add(styleClass);
        return node;
    }
}
