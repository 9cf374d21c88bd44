package controlfreak.ui.history;

import static controlfreak.ui.history.Happened.NOON;
import static controlfreak.ui.history.Happened.REDIS;
import static controlfreak.ui.history.Happened.WEB_1;
import static controlfreak.ui.history.Happened.failed;
import static controlfreak.ui.history.Happened.started;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
    private static final Entry.Opened RUN = new Entry.Opened(NOON);

    @TempDir
    private Path folder;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> problems = new ArrayList<>();
    private final List<Entry> earlier = new ArrayList<>();
    private final HistoryFile file = new HistoryFile(tasks::add, ZoneOffset.UTC, problems::add);

    private void work() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void turnTo(Path where) {
        earlier.clear();
        file.turnTo(where, RUN, earlier::addAll);
        work();
    }

    @Test
    void tells_a_later_run_what_an_earlier_one_saw() {
        turnTo(folder);
        file.add(started(REDIS));
        file.add(failed(REDIS));
        assertThat(tasks).as("written all at once").hasSize(1);
        work();

        turnTo(folder);
        assertThat(earlier).containsExactly(RUN, started(REDIS), failed(REDIS));
    }

    @Test
    void leaves_no_trace_of_a_run_in_which_nothing_happened() {
        turnTo(folder);
        turnTo(folder);
        assertThat(earlier).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void keeps_workspaces_apart() {
        turnTo(folder.resolve("one"));
        file.add(started(REDIS));
        turnTo(folder.resolve("two"));
        file.add(failed(WEB_1));
        work();

        turnTo(folder.resolve("one"));
        assertThat(earlier).containsExactly(RUN, started(REDIS));
        turnTo(folder.resolve("two"));
        assertThat(earlier).containsExactly(RUN, failed(WEB_1));
    }

    @Test
    void says_once_that_it_cannot_write_and_goes_on_when_it_can() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "in the way");
        turnTo(blocked);
        file.add(started(REDIS));
        work();
        file.add(started(WEB_1));
        work();
        assertThat(problems).hasSize(1);

        Files.delete(blocked);
        file.add(failed(REDIS));
        work();
        assertThat(problems).hasSize(2).endsWith("");
        turnTo(blocked);
        assertThat(earlier).containsExactly(RUN, failed(REDIS));
    }

    @Test
    void is_not_disturbed_by_what_comes_after_the_end() {
        HistoryFile ended = new HistoryFile(
                task -> {
                    throw new RejectedExecutionException();
                },
                ZoneOffset.UTC,
                problems::add);
        ended.add(started(REDIS));
        assertThat(problems).isEmpty();
    }
}
