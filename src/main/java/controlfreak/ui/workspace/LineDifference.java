package controlfreak.ui.workspace;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** What differs between two texts, line by line, with what stands around it. Immutable; any thread. */
public final class LineDifference {
    private static final int AROUND = 3;

    /** The names of both texts, which a unified difference begins with. */
    private static final int HEADINGS = 2;

    /** Begins a part before which nothing is left out. */
    private static final String FROM_THE_FIRST = "@@ -1,";

    /** What a line is. */
    public enum Kind {
        SAME,
        REMOVED,
        ADDED,
        /** Lines that are the same were left out here. */
        GAP
    }

    /** A line of the difference. */
    public record Line(Kind kind, String text) {}

    private LineDifference() {}

    /** The lines that differ, each with up to three that do not before and after it; none where both are the same. */
    static List<Line> of(String before, String after) {
        List<String> old = before.lines().toList();
        return UnifiedDiffUtils.generateUnifiedDiff(
                        "", "", old, DiffUtils.diff(old, after.lines().toList()), AROUND)
                .stream()
                .skip(HEADINGS)
                .filter(line -> !line.startsWith(FROM_THE_FIRST))
                .map(LineDifference::line)
                .toList();
    }

    private static Line line(String unified) {
        String text = unified.substring(1);
        return switch (unified.charAt(0)) {
            case '-' -> new Line(Kind.REMOVED, text);
            case '+' -> new Line(Kind.ADDED, text);
            case '@' -> new Line(Kind.GAP, "");
            default -> new Line(Kind.SAME, text);
        };
    }
}
