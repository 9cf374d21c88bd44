package controlfreak.ui.log;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.log.LogRun;
import controlfreak.ui.log.lines.LogWords;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs that are shown alone. */
class LogRunsTest extends LogHistoryFixture {
    @Test
    void aRunIsShownAlone() {
        run(1, 30, "exit 0 after 1 s");
        run(2, 30, "exit 1 after 3 s");
        run(3, 5, "");
        show(web);
        List<LogRun> runs = model.runs().runsProperty().get();
        assertThat(runs)
                .extracting(LogRun::words)
                .containsExactly("started, pid 3", "started, pid 2", "started, pid 1");
        assertThat(LogWords.run(runs.get(1), 1)).startsWith("Previous run, ").endsWith(", exit 1 after 3 s");
        assertThat(LogWords.run(runs.get(0), 0)).startsWith("This run, since ");

        model.runs().choose(Optional.of(runs.get(1)));
        runAll();
        assertThat(texts()).hasSize(32).startsWith("started, pid 2").endsWith("exit 1 after 3 s");
        model.find().query().textProperty().set("line 29");
        runAll();
        assertThat(model.find().countProperty().get()).isEqualTo("1 match");
        model.find().query().textProperty().set("");
        model.showNewer();
        model.showOldest();
        model.follow();
        runAll();
        assertThat(texts()).hasSize(32).endsWith("exit 1 after 3 s");

        model.runs().choose(Optional.of(runs.get(0)));
        runAll();
        assertThat(texts()).hasSize(6).startsWith("started, pid 3");
        write(web, "one more");
        model.tick();
        runAll();
        assertThat(texts()).hasSize(7).endsWith("one more");

        model.runs().choose(Optional.empty());
        runAll();
        assertThat(texts()).hasSize(IN_MEMORY).contains("exit 1 after 3 s");
    }

    @Test
    void runsOfAnEarlierSessionAreKnownAndNewOnesComeByThemselves() {
        run(1, 3, "");
        store.close();
        web = store.service("web");
        show(web);
        assertThat(model.runs().runsProperty().get()).hasSize(1);
        run(2, 3, "exit 9");
        model.tick();
        runAll();
        List<LogRun> runs = model.runs().runsProperty().get();
        assertThat(runs).hasSize(2);
        assertThat(LogWords.run(runs.get(0), 0)).startsWith("Last run, ").endsWith(", exit 9");
        assertThat(LogWords.run(runs.get(1), 1)).endsWith(", end not recorded");
        show(web, redis);
        assertThat(model.runs().runsProperty().get()).isEmpty();
    }
}
