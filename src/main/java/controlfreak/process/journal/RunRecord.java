package controlfreak.process.journal;

import controlfreak.process.Leftover;
import controlfreak.process.ProcessIdentity;
import java.util.Optional;

/**
 * One line of a run journal. Immutable; any thread.
 *
 * @param isStart whether it was started, else all of it has ended
 * @param run without name and mark for an end
 */
record RunRecord(boolean isStart, Leftover run) {
    private static final String START = "+";
    private static final String END = "-";

    /** A signal to what is below would reach the panel's own group, or everything. */
    private static final long FIRST_PID = 2;

    /** Stands for no mark. */
    private static final String NONE = "-";

    static RunRecord end(ProcessIdentity leader) {
        return new RunRecord(false, new Leftover("", leader, ""));
    }

    /** The line, with a newline at its end. */
    String line() {
        String numbers = " " + run.leader().pid() + " " + run.leader().startTime();
        String mark = run.mark().isEmpty() ? NONE : run.mark();
        return isStart ? START + numbers + " " + mark + " " + escape(run.name()) + "\n" : END + numbers + "\n";
    }

    /** Reads a line; empty where it is none of ours, such as one cut short by a full disk. */
    static Optional<RunRecord> parse(String line) {
        String[] parts = line.split(" ", 5);
        boolean isStart = parts[0].equals(START) && parts.length == 5;
        boolean isEnd = parts[0].equals(END) && parts.length == 3;
        if (!isStart && !isEnd) {
            return Optional.empty();
        }
        try {
            ProcessIdentity leader = new ProcessIdentity(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
            if (leader.pid() < FIRST_PID || leader.pid() > Integer.MAX_VALUE) {
                return Optional.empty();
            }
            return Optional.of(
                    isEnd
                            ? end(leader)
                            : new RunRecord(
                                    true,
                                    new Leftover(unescape(parts[4]), leader, parts[3].equals(NONE) ? "" : parts[3])));
        } catch (NumberFormatException garbage) {
            return Optional.empty();
        }
    }

    /** No name can end its line. */
    private static String escape(String name) {
        return name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescape(String text) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                c = switch (text.charAt(i)) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    default -> text.charAt(i);
                };
            }
            name.append(c);
        }
        return name.toString();
    }
}
