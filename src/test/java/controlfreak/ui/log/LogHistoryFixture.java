package controlfreak.ui.log;

import controlfreak.log.LogLimits;
import controlfreak.log.LogStore;
import controlfreak.log.LogStream;
import controlfreak.log.RecordedLog;
import controlfreak.ui.log.lines.LogEntry;
import controlfreak.ui.log.lines.LogSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two logs that are longer than what is kept of them in memory. */
abstract class LogHistoryFixture {
    static final int IN_MEMORY = 20;

    @TempDir
    Path folder;

    final Queue<Runnable> work = new ArrayDeque<>();
    final Clock clock = Clock.fixed(FakeLog.NOON, ZoneOffset.UTC);
    Instant now = FakeLog.NOON;
    LogStore store;
    RecordedLog web;
    RecordedLog redis;
    LogViewModel model;

    @BeforeEach
    void open() {
        store = new LogStore(folder, () -> now, new LogLimits(IN_MEMORY, 1 << 20, 1 << 30, 200_000, 9), Runnable::run);
        web = store.service("web");
        redis = store.service("redis");
        model = new LogViewModel(work::add, Runnable::run, clock);
    }

    void write(RecordedLog log, String text) {
        now = now.plusMillis(1);
        log.append(LogStream.OUT, text.getBytes(StandardCharsets.UTF_8), false);
        log.flush();
    }

    void show(RecordedLog... logs) {
        model.setSources(List.of(logs).stream()
                .map(log -> new LogSource(log == web ? "web" : "redis", log))
                .toList());
        runAll();
    }

    void runAll() {
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
    }

    List<String> texts() {
        return model.lines().stream().map(LogEntry::text).toList();
    }

    void run(int pid, int lines, String end) {
        now = now.plusSeconds(60);
        web.started("started, pid " + pid);
        for (int i = 0; i < lines; i++) {
            write(web, "run " + pid + " line " + i);
        }
        if (!end.isEmpty()) {
            now = now.plusMillis(1);
            web.ended(end);
        }
    }
}
