package controlfreak.ui.log;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.ui.log.lines.LogEntry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lines that have left memory are shown, filtered and found out of the files. */
class LogHistoryTest extends LogHistoryFixture {
    private void writeMany(int from, int to) {
        for (int i = from; i < to; i++) {
            write(web, "line " + i);
        }
    }

    private static List<String> expected(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i).toList();
    }

    @Test
    void scrollingUpReachesTheFirstLineOfAll() {
        writeMany(0, 3_000);
        show(web);
        assertThat(texts()).isEqualTo(expected(3_000 - IN_MEMORY, 3_000));
        assertThat(model.notices().earlierProperty().get()).isEqualTo("Show earlier lines");
        model.showOlder();
        runAll();
        assertThat(model.isOlder()).isTrue();
        assertThat(texts()).endsWith("line 2999").contains("line 2400").isSubsetOf(expected(0, 3_000));
        assertThat(model.followingProperty().get()).isFalse();
        for (int i = 0; i < 10; i++) {
            model.showOlder();
            runAll();
        }
        assertThat(texts()).isEqualTo(expected(0, 3_000));
        model.showNewer();
        assertThat(model.isOlder()).isFalse();
        model.follow();
        runAll();
        write(web, "line 3000");
        model.tick();
        runAll();
        assertThat(texts()).isEqualTo(expected(3_000 - IN_MEMORY, 3_001));
    }

    @Test
    void linesOfAnEarlierSessionAreThere() {
        writeMany(0, 5);
        store.close();
        web = store.service("web");
        show(web);
        assertThat(texts()).isEmpty();
        assertThat(model.notices().earlierProperty().get()).isEqualTo("Show earlier lines");
        model.showOlder();
        runAll();
        assertThat(texts()).isEqualTo(expected(0, 5));
    }

    @Test
    void aPageIsBoundedAndIsReadAgainToBothSides() {
        writeMany(0, 25_000);
        show(web);
        model.showOlder();
        runAll();
        for (int i = 0; i < 40; i++) {
            model.readOlder();
            runAll();
        }
        assertThat(texts()).hasSizeLessThanOrEqualTo(20_000).doesNotContain("line 24999");
        int first = Integer.parseInt(texts().get(0).substring(5));
        assertThat(texts()).isEqualTo(expected(first, first + texts().size()));
        for (int i = 0; i < 60; i++) {
            model.readNewer();
            runAll();
        }
        assertThat(texts()).endsWith("line 24999").doesNotHaveDuplicates();
        first = Integer.parseInt(texts().get(0).substring(5));
        assertThat(texts()).isEqualTo(expected(first, 25_000));
    }

    @Test
    void severalSourcesStayMergedByTime() {
        for (int i = 0; i < 600; i++) {
            write(i % 3 == 0 ? redis : web, "line " + i);
        }
        show(web, redis);
        model.showOldest();
        runAll();
        assertThat(texts()).startsWith("line 0", "line 1", "line 2");
        model.showOldest();
        runAll();
        model.readNewer();
        runAll();
        assertThat(texts()).isEqualTo(expected(0, 600));
        assertThat(model.lines()).extracting(LogEntry::name).startsWith("redis", "web", "web", "redis");
    }

    @Test
    void findCountsAndWalksTheWholeRecord() {
        writeMany(0, 2_000);
        show(web);
        model.find().query().textProperty().set("99");
        runAll();
        assertThat(model.find().countProperty().get()).isEqualTo("38 matches");
        model.findPrevious(0);
        runAll();
        assertThat(model.find().countProperty().get()).isEqualTo("28 of 38");
        assertThat(model.isOlder()).isTrue();
        assertThat(current()).isEqualTo("line 1899");
        assertThat(model.find().matchOf(currentEntry()).orElseThrow().ranges()).containsExactly(7, 9);
        for (int i = 0; i < 27; i++) {
            model.findPrevious(0);
            runAll();
        }
        assertThat(current()).isEqualTo("line 99");
        assertThat(model.find().countProperty().get()).isEqualTo("1 of 38");
        model.findPrevious(0);
        runAll();
        assertThat(current()).isEqualTo("line 1999");
        assertThat(model.isOlder()).isFalse();
    }

    private LogEntry currentEntry() {
        return model.lines().stream()
                .filter(model.find()::isCurrent)
                .findFirst()
                .orElseThrow();
    }

    private String current() {
        return currentEntry().text();
    }

    @Test
    void whatIsFoundWhileItIsSearchedIsCountedAndANewQueryEndsTheSearch() {
        writeMany(0, 30_000);
        show(web);
        model.find().query().textProperty().set("none of them");
        assertThat(model.find().countProperty().get()).isEqualTo("Searching");
        runAll();
        assertThat(model.find().countProperty().get()).isEqualTo("No match");
        model.find().query().textProperty().set("line");
        for (int i = 0; i < 4; i++) {
            work.remove().run();
        }
        assertThat(model.find().countProperty().get()).endsWith(" matches, still searching");
        model.find().query().textProperty().set("line 29");
        runAll();
        assertThat(model.find().countProperty().get()).isEqualTo("1,111 matches");
    }

    @Test
    void aFilterTellsOfEarlierLinesAndShowsThem() {
        writeMany(0, 2_000);
        show(web);
        model.filter().textProperty().set("99");
        runAll();
        assertThat(texts())
                .containsExactly(
                        "line 1990",
                        "line 1991",
                        "line 1992",
                        "line 1993",
                        "line 1994",
                        "line 1995",
                        "line 1996",
                        "line 1997",
                        "line 1998",
                        "line 1999");
        assertThat(model.notices().earlierProperty().get()).isEqualTo("28 earlier lines match");
        model.showOlder();
        runAll();
        assertThat(texts()).hasSize(38).startsWith("line 99", "line 199").endsWith("line 1999");
        model.filter().textProperty().set("19");
        runAll();
        assertThat(texts()).contains("line 19", "line 1900").allMatch(text -> text.contains("19"));
    }

    @Test
    void clearedLinesStayHiddenInTheFilesToo() {
        writeMany(0, 100);
        show(web);
        model.clear();
        runAll();
        writeMany(100, 200);
        model.tick();
        runAll();
        model.find().query().textProperty().set("line");
        runAll();
        assertThat(model.find().countProperty().get()).isEqualTo("100 matches");
        model.showOldest();
        runAll();
        assertThat(texts()).isEqualTo(expected(100, 200));
    }

    @Test
    void filesThatAreSetAsideMeanwhileDoNotDisturb() {
        writeMany(0, 5_000);
        show(web);
        model.showOldest();
        runAll();
        writeMany(5_000, 30_000);
        model.readNewer();
        runAll();
        assertThat(texts()).isEqualTo(expected(0, texts().size())).hasSizeGreaterThan(500);
    }

    @Test
    void anExpressionThatTakesForeverIsGivenUpInFilesToo() {
        write(web, "a".repeat(60) + "!");
        writeMany(0, 100);
        show(web);
        model.regexProperty().set(true);
        model.find().query().textProperty().set("(.*)(.*)(.*)(.*)(.*)(.*)b!");
        runAll();
        assertThat(model.find().query().problemProperty().get()).contains("takes too long");
    }
}
