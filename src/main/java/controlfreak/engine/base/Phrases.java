package controlfreak.engine.base;

import controlfreak.model.Check;
import controlfreak.model.ExitStatus;
import controlfreak.process.ProcessTable;
import controlfreak.process.RunJournal;
import controlfreak.process.SeenProcess;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Causes in words, as rows show them. Any thread. */
public final class Phrases {
    private static final DecimalFormatSymbols ENGLISH = DecimalFormatSymbols.getInstance(Locale.ROOT);

    private static final int NAMED = 3;

    /** What people are told of a bug: no value, which may be a secret. */
    public static final String INTERNAL_ERROR = "An error inside the panel; details are in panel.log.";

    private Phrases() {}

    /**
     * {@code exit 1 after 0.4 s}.
     *
     * @param exit empty where only the parent of the process knows
     */
    public static String ended(Optional<ExitStatus> exit, Optional<Duration> lived) {
        return exit.map(ExitStatus::text).orElse("ended, nobody knows how,")
                + lived.map(time -> " after " + duration(time)).orElse("");
    }

    /** Why nothing of that name is started beside what an earlier panel has left alive; empty where nothing is. */
    public static Optional<String> leftAlive(String name, RunJournal journal, ProcessTable table) {
        return journal.leftOf(name, table)
                .map(left -> "An earlier panel that was killed has left " + name + " alive, pid "
                        + left.leader().pid() + ". End that first, or have the panel do it when it is opened next.");
    }

    /** {@code ; ending what it left behind: nginx, pid 812}; empty where that is nobody. */
    public static String leftBehind(List<SeenProcess> left) {
        return left.isEmpty() ? "" : "; ending what it left behind" + named(left);
    }

    /** {@code could not be ended: pid 4711 (sudo) belongs to root, port 80}; the processes where it is not that. */
    public static String survivors(List<SeenProcess> survivors, ProcessTable table) {
        return "could not be ended"
                + survivors.stream()
                        .filter(process -> !table.mayBeSignalled(process.identity()))
                        .findFirst()
                        .map(foreign -> ": " + table.whose(foreign.pid()))
                        .orElseGet(() -> named(survivors))
                + PortHolders.portsOf(survivors, table.sockets()).stream()
                        .map(port -> "port " + port)
                        .collect(Collectors.joining(", ", ", ", ""))
                        .replaceFirst("^, $", "");
    }

    /** {@code : nginx, pid 812; nginx, pid 813; and 7 more}; empty where there is nobody. */
    public static String named(List<SeenProcess> processes) {
        if (processes.isEmpty()) {
            return "";
        }
        String first =
                processes.stream().limit(NAMED).map(SeenProcess::text).collect(Collectors.joining("; ", ": ", ""));
        return processes.size() > NAMED ? first + "; and " + (processes.size() - NAMED) + " more" : first;
    }

    /** {@code web-1 (nginx, pid 812)}, or {@code nginx, pid 812} where it belongs to no service. */
    public static String named(SeenProcess process, RunJournal journal) {
        return journal.nameOf(process)
                .map(name -> name + " (" + process.text() + ")")
                .orElseGet(process::text);
    }

    /** {@code port 6379}, {@code port 80 of db.local}, {@code its check}. */
    public static String of(Check check) {
        if (check instanceof Check.Port port) {
            return "port " + port.port() + (port.host().equals(Check.LOCAL) ? "" : " of " + port.host());
        }
        return "its check";
    }

    /** {@code 0.4 s}, {@code 2 s}, {@code 12 s}, {@code 3 min}, {@code 2 h}, {@code 5 d}. */
    public static String duration(Duration time) {
        if (time.compareTo(Duration.ofSeconds(10)) < 0) {
            return new DecimalFormat("0.#", ENGLISH).format(Math.max(0, time.toMillis()) / 1000.0) + " s";
        }
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return time.toSeconds() + " s";
        }
        if (time.compareTo(Duration.ofHours(1)) < 0) {
            return time.toMinutes() + " min";
        }
        return time.compareTo(Duration.ofDays(2)) < 0 ? time.toHours() + " h" : time.toDays() + " d";
    }
}
