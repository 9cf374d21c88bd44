package controlfreak.process.table;

import controlfreak.process.Census;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable.Facts;
import controlfreak.process.SeenProcess;
import controlfreak.process.procfs.ProcSweep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/** Reads /proc. Any thread. */
final class LinuxFacts implements ProcessFacts {
    /** Where the fields are, counted from the one after the name. */
    private static final int STATE = 0;

    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int START_TIME = 19;
    private static final int STACK = 25;

    /** So many in a second are what the system shows to programs, whatever it counts by itself (time(7), USER_HZ). */
    private static final int TICKS = 100;

    private static final Path UPTIME = Path.of("/proc/uptime");

    private static final String WRITTEN = "write_bytes: ";

    private final ProcSweep sweep = new ProcSweep("/proc");

    @Override
    public synchronized Optional<Census> all() {
        return sweep.look();
    }

    @Override
    public synchronized List<SeenProcess> youngest(LongPredicate those) {
        return sweep.youngest(those);
    }

    @Override
    public Optional<Facts> living(long pid) {
        return fields(pid).filter(fields -> !"ZXx".contains(fields[STATE])).map(fields -> {
            ProcessIdentity identity = new ProcessIdentity(pid, Long.parseLong(fields[START_TIME]));
            return new Facts(identity, Long.parseLong(fields[PARENT]), Long.parseLong(fields[GROUP]));
        });
    }

    @Override
    public long startTime(long pid) {
        return fields(pid).map(fields -> Long.parseLong(fields[START_TIME])).orElse(-1L);
    }

    @Override
    public long now() {
        try {
            String text = Files.readString(UPTIME);
            return (long) (Double.parseDouble(text.substring(0, text.indexOf(' '))) * TICKS);
        } catch (IOException | RuntimeException notTold) {
            return -1;
        }
    }

    @Override
    public Duration unit() {
        return Duration.ofSeconds(1).dividedBy(TICKS);
    }

    @Override
    public Optional<Map<String, String>> variables(long pid) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
            Map<String, String> found = new HashMap<>();
            for (String entry : new String(bytes, StandardCharsets.UTF_8).split("\0")) {
                int end = entry.indexOf('=');
                if (end > 0) {
                    found.put(entry.substring(0, end), entry.substring(end + 1));
                }
            }
            return Optional.of(found);
        } catch (IOException hidden) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> commandLine(long pid) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.isEmpty() ? List.of() : List.of(text.split("\0"));
        } catch (IOException gone) {
            return List.of();
        }
    }

    /** See proc(5), /proc/PID/io: what its writes have made of pages to be written, not what goes through pipes. */
    @Override
    public long writtenToDisk(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "io"))) {
            return lines.filter(line -> line.startsWith(WRITTEN))
                    .mapToLong(line -> Long.parseLong(line.substring(WRITTEN.length())))
                    .sum();
        } catch (IOException | UncheckedIOException | NumberFormatException notTold) {
            return 0;
        }
    }

    /** See proc(5), startstack: each program that is executed gets its stack somewhere else. */
    @Override
    public long execution(long pid) {
        return fields(pid).map(fields -> Long.parseLong(fields[STACK])).orElse(0L);
    }

    /** A program may put spaces and parentheses into its name, but none comes after the last closing one. */
    private static Optional<String[]> fields(long pid) {
        if (pid <= 0) {
            return Optional.empty();
        }
        try {
            String stat = new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(pid), "stat")), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", STACK + 2);
            return fields.length > STACK ? Optional.of(fields) : Optional.empty();
        } catch (IOException | StringIndexOutOfBoundsException gone) {
            return Optional.empty();
        }
    }
}
