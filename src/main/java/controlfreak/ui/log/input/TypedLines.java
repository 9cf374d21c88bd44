package controlfreak.ui.log.input;

import java.util.ArrayList;
import java.util.List;

/** The lines that were typed for one service, to go back to, as a shell has them. In memory alone; one thread at a time. */
final class TypedLines {
    private static final int MOST = 100;

    private final List<String> lines = new ArrayList<>();
    private int at;
    private String draft = "";

    /** A line was sent; the next one begins below it. */
    void add(String line) {
        boolean again = !lines.isEmpty() && lines.get(lines.size() - 1).equals(line);
        if (!line.isBlank() && !again) {
            lines.add(line);
        }
        if (lines.size() > MOST) {
            lines.remove(0);
        }
        at = lines.size();
        draft = "";
    }

    /** The line before the one that is shown. @param shown what was made of that one; kept where it is the newest */
    String older(String shown) {
        keep(shown);
        at = Math.max(0, at - 1);
        return current(shown);
    }

    /** The line after the one that is shown, at last what was typed and not sent. */
    String newer(String shown) {
        keep(shown);
        at = Math.min(lines.size(), at + 1);
        return current(shown);
    }

    private void keep(String shown) {
        if (at == lines.size()) {
            draft = shown;
        }
    }

    private String current(String shown) {
        if (lines.isEmpty()) {
            return shown;
        }
        return at == lines.size() ? draft : lines.get(at);
    }
}
