package controlfreak.chaos;

import controlfreak.engine.RealEngine;
import controlfreak.engine.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether each line that was written is in its file, or is said to be missing there, or went down with its proxy. */
final class Ledger {
    private static final Pattern LINE = Pattern.compile("\\S+ stdout F L (\\S+) (\\d+) x{60}");

    private record ProxyKilled(String proxy, long at) {}

    /**
     * One process of a service.
     *
     * @param begin in milliseconds since the epoch
     * @param written lines; the last of them may have been cut off by its end
     */
    private record Run(String id, String service, long begin, int written) {}

    private final Path folder;
    private final Queue<ProxyKilled> kills = new ConcurrentLinkedQueue<>();
    private final List<String> problems = new ArrayList<>();
    private long written;
    private long stored;
    private long told;
    private long withProxy;

    /** @param folder where the writers' notes are */
    Ledger(Path folder) {
        this.folder = folder;
    }

    /** A proxy was killed, and with it what it had not passed on. Any thread. */
    void proxyWasKilled(String proxy) {
        kills.add(new ProxyKilled(proxy, Instant.now().toEpochMilli()));
    }

    /** Counts all; once nothing is written any more. */
    void count(RealEngine engine) throws IOException {
        Map<String, List<Run>> runs = new HashMap<>();
        for (Run run : runs()) {
            runs.computeIfAbsent(run.service(), name -> new ArrayList<>()).add(run);
        }
        for (Service service : engine.controller.services()) {
            if (service.id().name().equals(Writers.ANOTHER)) {
                continue;
            }
            long lost = engine.lostLines(service);
            told += lost;
            count(service, runs.getOrDefault(service.id().name(), List.of()), lost);
        }
    }

    private List<Run> runs() throws IOException {
        List<Run> runs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("count-"))
                    .toList()) {
                String id = file.getFileName()
                        .toString()
                        .substring("count-".length())
                        .replace(',', '/');
                String[] parts = id.split("/");
                String count = Files.readString(file);
                runs.add(
                        new Run(id, parts[0], Long.parseLong(parts[2]), count.isEmpty() ? 0 : Integer.parseInt(count)));
            }
        }
        runs.sort(Comparator.comparingLong(Run::begin));
        return runs;
    }

    private void count(Service service, List<Run> runs, long lost) throws IOException {
        Map<String, BitSet> lines = lines(service.log().file());
        long missing = 0;
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            BitSet seen = lines.getOrDefault(run.id(), new BitSet());
            // What it was about to write when it was killed may not have been.
            int end = seen.get(run.written()) ? run.written() : run.written() - 1;
            written += Math.max(end, 0);
            stored += seen.cardinality();
            long next = i + 1 < runs.size() ? runs.get(i + 1).begin() : Long.MAX_VALUE;
            int last = diedWithItsProxy(service.proxy(), run.begin(), next) ? seen.length() - 1 : end;
            withProxy += Math.max(end - Math.max(last, 0), 0);
            missing += Math.max(last, 0) - seen.get(0, Math.max(last, 0) + 1).cardinality();
        }
        if (missing > lost) {
            problems.add(service.id() + ": " + missing + " lines are missing, and " + lost + " are said to be");
        }
    }

    private boolean diedWithItsProxy(Optional<String> proxy, long begin, long end) {
        return proxy.isPresent()
                && kills.stream()
                        .anyMatch(kill -> kill.proxy().equals(proxy.get()) && kill.at() >= begin && kill.at() <= end);
    }

    private Map<String, BitSet> lines(Path file) throws IOException {
        Map<String, BitSet> lines = new HashMap<>();
        if (!Files.exists(file)) {
            return lines;
        }
        // A disk that was full may have cut a character.
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    BitSet seen = lines.computeIfAbsent(matcher.group(1), id -> new BitSet());
                    int number = Integer.parseInt(matcher.group(2));
                    if (seen.get(number)) {
                        problems.add(matcher.group(1) + ": line " + number + " is there twice");
                    }
                    seen.set(number);
                }
            }
        }
        return lines;
    }

    /** How many processes have begun to write. */
    int processes() throws IOException {
        return runs().size();
    }

    List<String> problems() {
        return problems;
    }

    @Override
    public String toString() {
        return String.format(
                "%,d lines written, %,d stored, %,d told as lost, %,d gone with a proxy that was killed",
                written, stored, told, withProxy);
    }
}
