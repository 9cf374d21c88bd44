package controlfreak.ui.log;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.ui.log.lines.LogEntry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody types on while lines are still searched for what was typed before. */
class LogOutdatedTest {
    private static final String SLOW = "(.*)(.*)(.*)(.*)(.*)(.*)b!";

    private final Queue<Runnable> work = new ArrayDeque<>();
    private final LogViewModel model =
            new LogViewModel(work::add, Runnable::run, Clock.fixed(FakeLog.NOON, ZoneOffset.UTC));
    private final FakeLog web = new FakeLog("web");

    @BeforeEach
    void showLines() {
        web.add("red mirror", "the stock runs low", "red chair");
        model.setSources(List.of(web.source()));
        workAll();
    }

    private void workAll() {
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
    }

    @Test
    void findsNothingOfWhatWasTypedBefore() {
        model.find().query().textProperty().set("r");
        Runnable before = work.remove();
        model.find().query().textProperty().set("runs low");
        before.run();
        assertThat(model.find().isAnyFound()).isFalse();
        assertThat(model.lines()).allMatch(entry -> model.find().matchOf(entry).isEmpty());
        model.findPrevious(0);
        workAll();
        assertThat(model.find().countProperty().get()).isEqualTo("1 match");
        assertThat(model.lines()).noneMatch(model.find()::isCurrent);
        model.findPrevious(0);
        assertThat(model.find().countProperty().get()).isEqualTo("1 of 1");
        assertThat(model.lines())
                .filteredOn(model.find()::isCurrent)
                .extracting(LogEntry::text)
                .containsExactly("the stock runs low");
    }

    @Test
    void findsNothingThatAnotherFilterHides() {
        model.find().query().textProperty().set("r");
        workAll();
        model.filter().textProperty().set("red");
        Runnable before = work.remove();
        model.filter().textProperty().set("chair");
        before.run();
        assertThat(model.find().isAnyFound()).isFalse();
        workAll();
        assertThat(model.find().countProperty().get()).isEqualTo("1 match");
    }

    @Test
    void keepsTheLinesThatWereReadMeanwhile() {
        model.find().query().textProperty().set("r");
        Runnable before = work.remove();
        web.add("it runs low, too");
        model.find().query().textProperty().set("runs low");
        before.run();
        workAll();
        assertThat(model.lines()).hasSize(4);
        assertThat(model.find().countProperty().get()).isEqualTo("2 matches");
    }

    @Test
    void blamesNoOtherForBeingSlow() {
        web.add("a".repeat(5_000));
        model.regexProperty().set(true);
        model.tick();
        workAll();
        model.find().query().textProperty().set(SLOW);
        Runnable before = work.remove();
        model.find().query().textProperty().set("chair");
        before.run();
        workAll();
        assertThat(model.find().query().problemProperty().get()).isEmpty();
        assertThat(model.find().countProperty().get()).isEqualTo("1 match");

        model.filter().textProperty().set(SLOW);
        before = work.remove();
        model.filter().textProperty().set("red");
        before.run();
        workAll();
        assertThat(model.filter().problemProperty().get()).isEmpty();
        assertThat(model.lines()).hasSize(2);
    }
}
