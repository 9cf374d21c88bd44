package controlfreak.ui.log;

import controlfreak.log.Log;
import controlfreak.log.LogLine;
import controlfreak.log.LogStream;
import controlfreak.ui.log.lines.LogSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A log in memory, bounded as the real one is. Any thread. */
final class FakeLog implements Log {
    static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final List<LogLine> lines = new ArrayList<>();
    private final String name;
    private List<LogLine> unfinished = List.of();
    private int dropped;
    private long lost;

    FakeLog(String name) {
        this.name = name;
    }

    LogSource source() {
        return new LogSource(name, this);
    }

    synchronized FakeLog add(Instant time, LogStream stream, byte[] bytes, boolean continued) {
        lines.add(new LogLine(end(), time, stream, bytes, continued));
        if (lines.size() > CAPACITY * 2) {
            lines.subList(0, CAPACITY).clear();
            dropped += CAPACITY;
        }
        return this;
    }

    FakeLog add(long millis, LogStream stream, String text) {
        return add(NOON.plusMillis(millis), stream, text.getBytes(StandardCharsets.UTF_8), false);
    }

    FakeLog add(String... texts) {
        for (String text : texts) {
            add(end(), LogStream.OUT, text);
        }
        return this;
    }

    FakeLog addMany(int count, String prefix) {
        for (int i = 0; i < count; i++) {
            add(prefix + i);
        }
        return this;
    }

    synchronized void lose(long count) {
        lost += count;
    }

    @Override
    public synchronized long end() {
        return dropped + lines.size();
    }

    @Override
    public synchronized List<LogLine> from(long sequence, int max) {
        int first = (int) Math.max(sequence - dropped, Math.max(0, lines.size() - CAPACITY));
        return first >= lines.size()
                ? List.of()
                : List.copyOf(lines.subList(first, Math.min(lines.size(), first + max)));
    }

    /** What there is of a line now, instead of what there was; nothing where it is empty. */
    synchronized FakeLog setUnfinished(long millis, String text) {
        return setUnfinishedAt(end(), millis, text);
    }

    synchronized FakeLog setUnfinishedAt(long end, long millis, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        unfinished = text.isEmpty()
                ? List.of()
                : List.of(new LogLine(end, NOON.plusMillis(millis), LogStream.OUT, bytes, false));
        return this;
    }

    @Override
    public synchronized List<LogLine> unfinished() {
        return unfinished;
    }

    @Override
    public synchronized long lostFromFile() {
        return lost;
    }

    @Override
    public boolean awaitWritten(Duration most) {
        return true;
    }

    @Override
    public Path file() {
        return Path.of("logs", name + ".log");
    }
}
