package controlfreak.workspace;

import controlfreak.model.EnvironmentFile.Dialect;
import controlfreak.model.FileVariables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Files of variables as they were read last. A file is looked at again where it is asked for and nobody did so lately,
 * so that files that nobody asks for cost nothing; of the many that were asked for once, the latest are kept. Any thread;
 * nothing blocks.
 */
public final class VariablesCache {
    private static final Duration FRESH = Duration.ofSeconds(2);

    private static final int KEPT = 1000;

    private final Executor disk;
    private final LongSupplier nanoseconds;
    private volatile Runnable changed = () -> {};

    private final Map<Path, WatchedFile> files = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, WatchedFile> eldest) {
            return size() > KEPT;
        }
    };

    /** @param disk where files are read, several at a time: one that hangs must not hold up others */
    public VariablesCache(Executor disk) {
        this(disk, System::nanoTime);
    }

    VariablesCache(Executor disk, LongSupplier nanoseconds) {
        this.disk = disk;
        this.nanoseconds = nanoseconds;
    }

    /** @param listener is run, on any thread, whenever a file is seen to say something else */
    public void onChange(Runnable listener) {
        changed = listener;
    }

    private WatchedFile file(Path path) {
        synchronized (files) {
            return files.computeIfAbsent(path, key -> new WatchedFile(key, disk, () -> changed.run()));
        }
    }

    /**
     * What a file says as far as that is known; nothing where it was never read.
     *
     * @param below what references in it find besides its own variables
     */
    public FileVariables known(Path path, Dialect dialect, Map<String, String> below) {
        WatchedFile file = file(path);
        file.lookUnlessSince(nanoseconds.getAsLong(), FRESH);
        return file.content().variables(dialect, below);
    }

    /** Looks at a file where nobody has done so lately. */
    public void look(Path path) {
        file(path).lookUnlessSince(nanoseconds.getAsLong(), FRESH);
    }

    /** Reads files anew, then runs {@code done} on any thread; never, where a disk gives no answer. */
    public void read(Collection<Path> paths, Runnable done) {
        AtomicInteger left = new AtomicInteger(paths.size());
        if (paths.isEmpty()) {
            done.run();
        }
        paths.forEach(path -> file(path).read(nanoseconds.getAsLong(), () -> {
            if (left.decrementAndGet() == 0) {
                done.run();
            }
        }));
    }
}
