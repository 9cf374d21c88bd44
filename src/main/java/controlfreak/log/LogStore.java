package controlfreak.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The logs of one workspace, one for each service's process and each proxy. Any thread; does not throw. Where a log
 * is opened twice without being closed, both get the same one.
 */
public final class LogStore implements AutoCloseable {
    private static final String SERVICES = "services";
    private static final String PROXIES = "proxies";

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
     * Logs are in another folder from now on, also those that are open, and what was written before goes along. What
     * that folder held is set aside in it.
     *
     * @param leave whether what was written before stays where it was, too
     * @return completes once that is done, on the thread of the files; fails with an {@link IOException} where not all
     *     of it could go along, and then logs begin anew there
     */
    public CompletionStage<Void> moveTo(Path newFolder, boolean leave) {
        synchronized (lock) {
            Path from = folder;
            if (from.equals(newFolder)) {
                return CompletableFuture.completedFuture(null);
            }
            folder = newFolder;
            List<RecordedLog> moved = List.copyOf(open.values());
            open.clear();
            for (RecordedLog log : moved) {
                Path file = newFolder.resolve(from.relativize(log.file()));
                log.willBeAt(file);
                open.put(file, log);
                log.flush();
            }
            CompletableFuture<Void> done = new CompletableFuture<>();
            files.execute(() -> {
                Optional<IOException> failure = carry(from, newFolder, leave);
                moved.forEach(RecordedLog::moveTo);
                failure.ifPresentOrElse(done::completeExceptionally, () -> done.complete(null));
            });
            return done;
        }
    }

    private static Optional<IOException> carry(Path from, Path to, boolean leave) {
        IOException failure = null;
        for (String part : List.of(SERVICES, PROXIES)) {
            try {
                Carry.along(from.resolve(part), to.resolve(part), leave);
            } catch (IOException e) {
                failure = e;
            }
        }
        return Optional.ofNullable(failure);
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
        return folder.resolve(SERVICES).resolve(name + ".log");
    }

    private Path proxyFile(String name) {
        return folder.resolve(PROXIES).resolve(name + ".log");
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
