package controlfreak.ui.log;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.log.Log;
import controlfreak.log.LogStream;
import controlfreak.ui.log.lines.LogEntry;
import controlfreak.ui.log.lines.LogExport;
import controlfreak.ui.log.lines.LogSource;
import controlfreak.ui.log.lines.LogWords;
import controlfreak.ui.log.search.LogFind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class LogViewModelTest {
    private final Clock clock = Clock.fixed(FakeLog.NOON, ZoneOffset.UTC);
    private final LogViewModel model = new LogViewModel(Runnable::run, Runnable::run, clock);
    private final FakeLog web = new FakeLog("web");
    private final FakeLog redis = new FakeLog("redis");

    private void show(FakeLog... logs) {
        model.setSources(List.of(logs).stream().map(FakeLog::source).toList());
    }

    private List<String> texts() {
        return model.lines().stream().map(LogEntry::text).toList();
    }

    @Test
    void showsWhatIsThereAndWhatComes() {
        web.add("one");
        show(web);
        web.add("two");
        model.tick();
        assertThat(texts()).containsExactly("one", "two");
        assertThat(model.notices().titleProperty().get()).isEqualTo("web");
    }

    @Test
    void mergesSourcesByTime() {
        web.add(1, LogStream.OUT, "w1").add(4, LogStream.OUT, "w4");
        redis.add(2, LogStream.ERR, "r2").add(3, LogStream.OUT, "r3");
        show(web, redis);
        assertThat(texts()).containsExactly("w1", "r2", "r3", "w4");
        assertThat(model.lines()).extracting(LogEntry::name).containsExactly("web", "redis", "redis", "web");
        assertThat(model.lines()).extracting(LogEntry::source).containsExactly(0, 1, 1, 0);
    }

    @Test
    void sourcesWithTheSameTimesKeepTheOrderOfTheSelection() {
        web.add(1, LogStream.OUT, "w").add(1, LogStream.OUT, "w");
        redis.add(1, LogStream.OUT, "r");
        show(redis, web);
        assertThat(texts()).containsExactly("r", "w", "w");
    }

    @Test
    void theSameSelectionAgainDisturbsNothing() {
        web.add("one");
        show(web);
        model.pause();
        show(web);
        assertThat(model.followingProperty().get()).isFalse();
    }

    @Test
    void saysThatLinesHaveLeftMemory() {
        web.add("first");
        show(web);
        web.addMany(2 * Log.CAPACITY, "line ");
        model.tick();
        assertThat(texts()).hasSize(Log.CAPACITY + 2);
        assertThat(texts().get(1)).isEqualTo("10,000 earlier lines are not shown here; the file has them.");
        assertThat(model.lines().get(1).stream()).isEqualTo(LogStream.NOTE);
    }

    @Test
    void manySourcesBeginWithTheirShare() {
        List<FakeLog> logs = java.util.stream.IntStream.range(0, 20)
                .mapToObj(number -> new FakeLog("web-" + number).addMany(4_000, ""))
                .toList();
        show(logs.toArray(FakeLog[]::new));
        assertThat(model.lines()).hasSizeBetween(45_000, LogViewModel.MAX_LINES);
    }

    @Test
    void holdsStillAndCountsWhatComes() {
        web.add("one");
        show(web);
        model.pause();
        web.add("two", "three");
        model.tick();
        assertThat(texts()).containsExactly("one");
        assertThat(model.notices().newLinesProperty().get()).isEqualTo("2 new lines");
        model.follow();
        assertThat(texts()).containsExactly("one", "two", "three");
        assertThat(model.notices().newLinesProperty().get()).isEmpty();
    }

    @Test
    void heldStillForLongItStopsReading() {
        show(web);
        model.pause();
        for (int i = 0; i < 10; i++) {
            web.addMany(5_000, "line ");
            model.tick();
        }
        assertThat(model.notices().newLinesProperty().get()).isEqualTo("25,000 new lines and more");
        model.follow();
        assertThat(texts()).hasSize(25_000 + 1 + Log.CAPACITY).endsWith("line 4999");
    }

    @Test
    void isBoundedInLines() {
        show(web);
        for (int i = 0; i < 12; i++) {
            web.addMany(5_000, "line ");
            model.tick();
        }
        assertThat(model.lines()).hasSizeLessThanOrEqualTo(LogViewModel.MAX_LINES);
        assertThat(texts()).endsWith("line 4999");
    }

    @Test
    void filtersOldAndNewLines() {
        web.add("a cat", "a dog");
        show(web);
        model.filter().textProperty().set("CAT");
        web.add("two cats", "two dogs");
        model.tick();
        assertThat(texts()).containsExactly("a cat", "two cats");
        model.filter().textProperty().set("");
        assertThat(texts()).containsExactly("a cat", "a dog", "two cats", "two dogs");
    }

    @Test
    void aFilterKeepsLinesHeldBack() {
        web.add("a cat");
        show(web);
        model.pause();
        web.add("two cats", "two dogs");
        model.tick();
        model.filter().textProperty().set("cat");
        assertThat(texts()).containsExactly("a cat");
        assertThat(model.notices().newLinesProperty().get()).isEqualTo("1 new line");
        model.follow();
        assertThat(texts()).containsExactly("a cat", "two cats");
    }

    @Test
    void saysThatNoLineMatchesTheFilter() {
        web.add("a cat", "a dog");
        show(web);
        model.filter().textProperty().set("cow");
        assertThat(model.notices().placeholderProperty().get()).isEqualTo("None of the 2 lines matches the filter.");
    }

    @Test
    void countsAndWalksMatchesRoundAndRound() {
        web.add("a cat", "a dog", "Cat and cat", "none", "cat");
        show(web);
        LogFind find = model.find();
        find.query().textProperty().set("cat");
        assertThat(find.countProperty().get()).isEqualTo("3 matches");
        assertThat(find.next(1)).isEqualTo(OptionalInt.of(2));
        assertThat(find.countProperty().get()).isEqualTo("2 of 3");
        assertThat(find.next(0)).isEqualTo(OptionalInt.of(4));
        assertThat(find.next(0)).isEqualTo(OptionalInt.of(0));
        assertThat(find.countProperty().get()).isEqualTo("1 of 3");
        assertThat(find.previous(0)).isEqualTo(OptionalInt.of(4));
        assertThat(find.matchOf(model.lines().get(2)).orElseThrow().ranges()).containsExactly(0, 3, 8, 11);
    }

    @Test
    void newLinesAreSearchedAsTheyCome() {
        web.add("cat");
        show(web);
        model.find().query().textProperty().set("cat");
        web.add("dog", "cat");
        model.tick();
        assertThat(model.find().countProperty().get()).isEqualTo("2 matches");
    }

    @Test
    void linesHeldBackAreNotCountedYet() {
        web.add("cat");
        show(web);
        model.find().query().textProperty().set("cat");
        model.pause();
        web.add("cat");
        model.tick();
        assertThat(model.find().countProperty().get()).isEqualTo("1 match");
        model.follow();
        assertThat(model.find().countProperty().get()).isEqualTo("2 matches");
    }

    @Test
    void caseAndExpressionsAreOptions() {
        web.add("Cat 12", "cat 3", "c.t");
        show(web);
        LogFind find = model.find();
        find.query().textProperty().set("c.t");
        assertThat(find.countProperty().get()).isEqualTo("1 match");
        model.regexProperty().set(true);
        assertThat(find.countProperty().get()).isEqualTo("3 matches");
        model.caseSensitiveProperty().set(true);
        assertThat(find.countProperty().get()).isEqualTo("2 matches");
    }

    @Test
    void aWrongExpressionSaysWhy() {
        web.add("cat");
        show(web);
        model.regexProperty().set(true);
        model.find().query().textProperty().set("(cat");
        assertThat(model.find().query().problemProperty().get()).contains("Unclosed group");
        assertThat(model.find().countProperty().get()).isEmpty();
        model.find().query().textProperty().set("(cat)");
        assertThat(model.find().query().problemProperty().get()).isEmpty();
        assertThat(model.find().countProperty().get()).isEqualTo("1 match");
    }

    @Test
    void anExpressionThatTakesForeverIsGivenUp() {
        web.add("a".repeat(60) + "!");
        show(web);
        model.regexProperty().set(true);
        model.find().query().textProperty().set("(.*)(.*)(.*)(.*)(.*)(.*)b");
        assertThat(model.find().query().problemProperty().get()).contains("takes too long");
        model.filter().textProperty().set("(.*)(.*)(.*)(.*)(.*)(.*)b");
        assertThat(model.filter().problemProperty().get()).contains("takes too long");
        assertThat(texts()).hasSize(1);
    }

    @Test
    void findsWhatIsHiddenForItsLength() {
        web.add("x".repeat(5_000) + "needle");
        show(web);
        model.find().query().textProperty().set("needle");
        assertThat(model.find().countProperty().get()).isEqualTo("1 match");
    }

    @Test
    void clearingHidesAndCanBeTakenBack() {
        web.add("old");
        show(web);
        model.clear();
        assertThat(texts()).isEmpty();
        assertThat(model.notices().placeholderProperty().get())
                .startsWith("Lines up to")
                .endsWith("are hidden.");
        web.add("new");
        model.tick();
        assertThat(texts()).containsExactly("new");
        show(redis);
        show(web);
        assertThat(texts()).containsExactly("new");
        model.showCleared();
        assertThat(texts()).containsExactly("old", "new");
        assertThat(model.hiddenProperty().get()).isFalse();
    }

    @Test
    void anEmptyPaneSaysWhy() {
        assertThat(model.notices().placeholderProperty().get()).isEqualTo("Select a service to read its log.");
        show(web);
        assertThat(model.notices().placeholderProperty().get())
                .isEqualTo("web was never started, so it has no log yet.");
        Instant start = FakeLog.NOON;
        model.setSources(List.of(new LogSource("worker", new FakeLog("worker"), () -> Optional.of(start))));
        assertThat(model.notices().placeholderProperty().get())
                .isEqualTo("worker has written nothing since " + LogWords.time(start) + ".");
        show(web, redis);
        assertThat(model.notices().placeholderProperty().get())
                .isEqualTo("None of the 2 selected has written anything yet.");
    }

    @Test
    void tellsLinesThatAreNotInTheFile() {
        show(web, redis);
        assertThat(model.notices().lostProperty().get()).isEmpty();
        web.lose(3);
        model.tick();
        assertThat(model.notices().lostProperty().get()).isEqualTo("3 lines not in the file");
    }

    @Test
    void aChangeDuringWorkIsNotLost() {
        Queue<Runnable> work = new ArrayDeque<>();
        LogViewModel slow = new LogViewModel(work::add, Runnable::run, clock);
        web.add("a cat", "a dog");
        redis.add("a cat");
        slow.setSources(List.of(web.source()));
        slow.setSources(List.of(redis.source()));
        slow.find().query().textProperty().set("cat");
        slow.filter().textProperty().set("cat");
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
        assertThat(slow.lines()).extracting(LogEntry::name).containsExactly("redis");
        assertThat(slow.find().countProperty().get()).isEqualTo("1 match");
    }

    @Test
    void copiesWholeLinesWithOrWithoutTimes() {
        web.add("a", "x".repeat(3_000))
                .add(FakeLog.NOON, LogStream.OUT, new byte[] {'b'}, true)
                .add("c");
        show(web);
        String plain = LogExport.text(List.copyOf(model.lines()), false, false);
        assertThat(plain).isEqualTo("a\n" + "x".repeat(3_000) + "\nbc\n");
        String full = LogExport.text(List.copyOf(model.lines().subList(0, 1)), true, true);
        assertThat(full).isEqualTo(LogExport.time(FakeLog.NOON) + "  web  a");
    }
}
