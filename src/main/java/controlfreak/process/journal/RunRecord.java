package controlfreak.process.journal;

import controlfreak.process.ProcessIdentity;
import java.util.Optional;

/**
 * One line of a run journal. Immutable; any thread.
 *
 * @param isStart whether the process was started, else its group has ended
 * @param name empty for an end
 */
record RunRecord(boolean isStart, String name, ProcessIdentity leader) {
    private static final String START = "+";
    private static final String END = "-";

    /** The line, with a newline at its end. */
    String line() {
        String numbers = " " + leader.pid() + " " + leader.startTime();
        return isStart ? START + numbers + " " + escape(name) + "\n" : END + numbers + "\n";
    }

    /** Reads a line; empty where it is none of ours, such as one cut short by a full disk. */
    static Optional<RunRecord> parse(String line) {
        String[] parts = line.split(" ", 4);
        boolean isStart = parts[0].equals(START) && parts.length == 4;
        boolean isEnd = parts[0].equals(END) && parts.length == 3;
        if (!isStart && !isEnd) {
            return Optional.empty();
        }
        try {
            ProcessIdentity leader = new ProcessIdentity(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
            return Optional.of(new RunRecord(isStart, isStart ? unescape(parts[3]) : "", leader));
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
