package controlfreak.process.journal;

import controlfreak.process.Leftover;
import controlfreak.process.OutputPipes;
import controlfreak.process.ProcessIdentity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** Between what there is to know of a run: its name, its workspace, its pipes, whether it is ready. */
    private static final String SEPARATOR = "\t";

    private static final int ALL = 5;
    private static final String READY = "ready";

    static RunRecord end(ProcessIdentity leader) {
        return new RunRecord(false, new Leftover("", leader, ""));
    }

    /** The line, with a newline at its end. */
    String line() {
        String numbers = " " + run.leader().pid() + " " + run.leader().startTime();
        String mark = run.mark().isEmpty() ? NONE : run.mark();
        return isStart ? START + numbers + " " + mark + " " + fields() + "\n" : END + numbers + "\n";
    }

    /** Older panels wrote the first alone. After each but the last is a separator: one that was cut short is not believed. */
    private String fields() {
        String place = escape(run.name()) + SEPARATOR + escape(run.workspace()) + SEPARATOR;
        return run.run()
                .map(it -> place
                        + escape(it.pipes().stdout())
                        + SEPARATOR
                        + escape(it.pipes().stderr())
                        + SEPARATOR
                        + (it.wasReady() ? READY : ""))
                .orElse(place);
    }

    private static Leftover run(String[] fields, ProcessIdentity leader, String mark) {
        List<String> texts = Stream.of(fields).map(RunRecord::unescape).toList();
        Optional<Leftover.Run> run = texts.size() < ALL
                ? Optional.empty()
                : Optional.of(new Leftover.Run(
                        new OutputPipes(texts.get(2), texts.get(3)),
                        texts.get(4).equals(READY)));
        return new Leftover(texts.get(0), leader, mark, texts.size() > 2 ? texts.get(1) : "", run);
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
                                    run(parts[4].split(SEPARATOR, -1), leader, parts[3].equals(NONE) ? "" : parts[3])));
        } catch (NumberFormatException garbage) {
            return Optional.empty();
        }
    }

    /** No text can end its line, or its field. */
    private static String escape(String name) {
        return name.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace(SEPARATOR, "\\t");
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
                    case 't' -> '\t';
                    default -> text.charAt(i);
                };
            }
            name.append(c);
        }
        return name.toString();
    }
}
