package controlfreak.ui.log.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import controlfreak.log.LogLimits;
import controlfreak.log.LogStore;
import controlfreak.log.RecordedLog;
import controlfreak.ui.log.lines.LogRecord;
import controlfreak.ui.log.lines.LogScope;
import controlfreak.ui.log.lines.LogSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSearchTest {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final LogLimits LIMITS = new LogLimits(9, 9_999, 9_999, 999, 3);

    @TempDir
    Path folder;

    private List<LogSource> sources;

    @BeforeEach
    void write() {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "needs to see its own descriptors");
        LogStore store = new LogStore(folder, InstantSource.system(), LIMITS, Runnable::run);
        sources = Stream.of("one", "two").map(name -> source(store, name)).toList();
        store.close();
    }

    private static LogSource source(LogStore store, String name) {
        RecordedLog log = store.service(name);
        for (int i = 0; i < 50; i++) {
            log.note("line " + i);
        }
        return new LogSource(name, log);
    }

    @Test
    void filesAreClosedWhereTheSearchFails() throws IOException {
        LogQuery find = new LogQuery(new SimpleBooleanProperty(), new SimpleBooleanProperty(), () -> {});
        LogQuery filter = new LogQuery(new SimpleBooleanProperty(), new SimpleBooleanProperty(), () -> {});
        find.textProperty().set("line");
        LogSearch search = new LogSearch(
                Runnable::run,
                task -> {
                    throw new IllegalStateException("The toolkit is closed.");
                },
                new Heard());
        assertThatThrownBy(() -> search.start(sources, source -> LogScope.ALL, filter, find))
                .isInstanceOf(IllegalStateException.class);
        assertThat(open()).isEmpty();
    }

    @Test
    void filesAreClosedWhereOneCannotBeOpened() throws IOException {
        assertThatThrownBy(() -> LogRecord.open(sources, source -> {
                    if (source.name().equals("two")) {
                        throw new IllegalStateException("no such scope");
                    }
                    return LogScope.ALL;
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(open()).isEmpty();
    }

    @Test
    void nothingIsHeardOfALookThatFailsOnceItIsOutdated() {
        Deque<Runnable> work = new ArrayDeque<>();
        Heard heard = new Heard();
        LogSearch search = new LogSearch(work::add, Runnable::run, heard);

        search.look(sources, source -> LogScope.ALL);
        runInterrupted(work.remove());
        search.look(sources, source -> LogScope.ALL);
        Runnable outdated = work.remove();
        search.look(sources, source -> LogScope.ALL);
        runInterrupted(outdated);
        work.remove().run();

        assertThat(heard.news).containsExactly("failed", "begins");
    }

    /** Channels fail on a thread that is interrupted. */
    private static void runInterrupted(Runnable task) {
        Thread.currentThread().interrupt();
        try {
            task.run();
        } finally {
            Thread.interrupted();
        }
    }

    private List<Path> open() throws IOException {
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return descriptors.filter(this::isOurs).toList();
        }
    }

    private boolean isOurs(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(folder);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static final class Heard implements LogSearch.Listener {
        private final List<String> news = new ArrayList<>();

        @Override
        public void begins(Optional<Instant> begin) {
            news.add("begins");
        }

        @Override
        public void searched(long[] found, long[] passed, boolean goesOn) {
            news.add("searched");
        }

        @Override
        public void failed(IOException e) {
            news.add("failed");
        }

        @Override
        public void tooSlow() {
            news.add("too slow");
        }
    }
}
