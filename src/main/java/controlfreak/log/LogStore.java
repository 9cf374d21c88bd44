package controlfreak.log;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * The logs of one workspace, one for each service's process and each proxy. Any thread; does not throw. Where a log
 * is opened twice without being closed, both get the same one.
 */
public final class LogStore implements AutoCloseable {
    private volatile Path folder;
    private final InstantSource clock;
    private final LogLimits limits;
    private final LogMemory memory;
    private final LogBacklog backlog = new LogBacklog();
    private final Executor files;
    private final Object lock = new Object();
    private final Map<Path, RecordedLog> open = new HashMap<>();

    /** @param files where files are written, one task after the other: a {@link LogThread} */
    public LogStore(Path folder, InstantSource clock, LogLimits limits, Executor files) {
        this.folder = folder;
        this.clock = clock;
        this.limits = limits;
        this.files = files;
        this.memory = new LogMemory(limits.allBytes(), limits.lines());
    }

    /** Where logs are that are opened from now on. To be called while none is open: those that are stay behind. */
    public void useFolder(Path newFolder) {
        folder = newFolder;
    }

    /**
     * Changes how many lines of each log are kept in memory, of those that are open, too.
     *
     * @param lines at least 1
     */
    public void keepLines(int lines) {
        if (lines < 1) {
            throw new IllegalArgumentException("A log keeps at least one line.");
        }
        memory.setLines(lines);
    }

    public Path folder() {
        return folder;
    }

    /** The log of a service's process, by the legal name that it goes by: {@code web} or {@code web-3}. */
    public RecordedLog service(String name) {
        return log(serviceFile(name));
    }

    /** The log of a proxy, by its legal name. */
    public RecordedLog proxy(String name) {
        return log(proxyFile(name));
    }

    /** Forgets the lines in memory and has the file closed; nothing is deleted. A log that is not open is left alone. */
    public void closeService(String name) {
        close(serviceFile(name));
    }

    /** Forgets the lines in memory and has the file closed; nothing is deleted. A log that is not open is left alone. */
    public void closeProxy(String name) {
        close(proxyFile(name));
    }

    /** Closes all logs; their files are closed once all is written. */
    @Override
    public void close() {
        synchronized (lock) {
            List.copyOf(open.keySet()).forEach(this::close);
        }
    }

    private Path serviceFile(String name) {
        return folder.resolve("services").resolve(name + ".log");
    }

    private Path proxyFile(String name) {
        return folder.resolve("proxies").resolve(name + ".log");
    }

    private RecordedLog log(Path file) {
        synchronized (lock) {
            return open.computeIfAbsent(file, key -> {
                memory.opened();
                return new RecordedLog(key, clock, limits, memory, backlog, files);
            });
        }
    }

    private void close(Path file) {
        synchronized (lock) {
            RecordedLog log = open.remove(file);
            if (log != null) {
                log.close();
                memory.closed();
            }
        }
    }
}
