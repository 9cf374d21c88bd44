package controlfreak.ui.log;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.log.LogStream;
import controlfreak.ui.log.lines.LogEntry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogUnfinishedTest {
    private final LogViewModel model =
            new LogViewModel(Runnable::run, Runnable::run, Clock.fixed(FakeLog.NOON, ZoneOffset.UTC));
    private final FakeLog web = new FakeLog("web");
    private final FakeLog redis = new FakeLog("redis");

    private void show(FakeLog... logs) {
        model.setSources(Stream.of(logs).map(FakeLog::source).toList());
    }

    private List<String> texts() {
        return model.lines().stream().map(LogEntry::text).toList();
    }

    @Test
    void aLineWithoutAnEndIsTheLastAndReplacedInPlace() {
        web.add("one").setUnfinished(1, "copying 1");
        show(web);
        assertThat(texts()).containsExactly("one", "copying 1");
        web.setUnfinished(2, "copying 1\rcopying 2");
        model.tick();
        assertThat(texts()).containsExactly("one", "copying 2");
        web.add(3, LogStream.ERR, "a warning");
        model.tick();
        assertThat(texts()).containsExactly("one", "a warning", "copying 2");
        web.setUnfinished(0, "").add(4, LogStream.OUT, "copied");
        model.tick();
        assertThat(texts()).containsExactly("one", "a warning", "copied");
        assertThat(model.notices().placeholderProperty().get()).isEmpty();
    }

    @Test
    void aLineThatHasEndedIsNotShownTwice() {
        show(web);
        web.setUnfinished(1, "almost").add("almost done");
        // The log was asked for what is unfinished a moment before the line ended.
        web.setUnfinishedAt(0, 1, "almost");
        model.tick();
        assertThat(texts()).containsExactly("almost done");
    }

    @Test
    void eachSourceHasItsOwn() {
        web.setUnfinished(2, "web? ");
        redis.setUnfinished(1, "redis? ");
        show(web, redis);
        assertThat(texts()).containsExactly("redis? ", "web? ");
    }

    @Test
    void itIsFilteredAndMarked() {
        web.add("one").setUnfinished(1, "two, three");
        show(web);
        model.find().query().textProperty().set("three");
        LogEntry entry = model.lines().get(1);
        assertThat(model.find().matchOf(entry).orElseThrow().ranges()).containsExactly(5, 10);
        model.filter().textProperty().set("one");
        assertThat(texts()).containsExactly("one");
        model.filter().textProperty().set("two");
        assertThat(texts()).containsExactly("two, three");
    }

    @Test
    void itStaysWhileTheLinesAreHeldStill() {
        web.add("one").setUnfinished(1, "Delete? ");
        show(web);
        model.pause();
        web.setUnfinished(0, "").add("Delete? no");
        model.tick();
        assertThat(texts()).containsExactly("one", "Delete? ");
        model.follow();
        assertThat(texts()).containsExactly("one", "Delete? no");
    }
}
