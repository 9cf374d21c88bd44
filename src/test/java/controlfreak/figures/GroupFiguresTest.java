package controlfreak.figures;

import static controlfreak.figures.Samples.mb;
import static controlfreak.figures.Samples.sample;
import static controlfreak.figures.Samples.worker;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.figures.GroupFigures.Fork;
import controlfreak.figures.GroupFigures.Worker;
import controlfreak.model.ServiceId;
import controlfreak.model.status.MemorySample;
import controlfreak.model.status.MemorySample.Archive;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GroupFiguresTest {
    /** 90 MB in common by three, 10 MB of the proxy's own, 10 MB copied by each worker. */
    private static final GroupFigures SHOP = new GroupFigures(
            Optional.of(sample(100, 40, 10)),
            List.of(worker(1, sample(100, 40, 10), 100), worker(2, sample(100, 40, 10), 100)));

    @Test
    void savesWhatIsCountedTwice() {
        assertThat(SHOP.total()).isEqualTo(mb(120));
        assertThat(SHOP.rss()).isEqualTo(mb(300));
        assertThat(SHOP.saved()).hasValue(mb(180));
    }

    @Test
    void losesWhatWorkersHaveCopied() {
        assertThat(SHOP.lost()).isEqualTo(mb(20));
    }

    @Test
    void takesGrowthForNoCopy() {
        Worker grown = worker(1, sample(130, 70, 45), 100);
        assertThat(grown.copied()).isEqualTo(mb(15));
        Worker shrunk = worker(1, sample(80, 40, 15), 100);
        assertThat(shrunk.copied()).isEqualTo(mb(15));
    }

    @Test
    void countsPagesOfFilesAsNeitherSavedNorCopied() {
        MemorySample memory =
                new MemorySample(mb(140), mb(60), mb(100), OptionalLong.of(mb(40)), mb(5), mb(13), mb(122));
        Worker web = worker(1, memory, 100);
        GroupFigures group = new GroupFigures(Optional.of(sample(100, 60, 20)), List.of(web));
        assertThat(group.saved()).hasValue(mb(100));
        assertThat(web.copied()).isEqualTo(mb(13));
        assertThat(memory.pssOfFiles()).isEqualTo(mb(20));
    }

    @Test
    void countsTheArchiveOfJvmsAsSavedAndNothingAsCopied() {
        MemorySample jvm = new MemorySample(mb(70), mb(50), mb(40), OptionalLong.of(mb(40)), 0, mb(41), mb(29))
                .with(new Archive(mb(20), mb(5)));
        GroupFigures group =
                new GroupFigures(Optional.of(sample(20, 20, 20)), List.of(worker(1, jvm, 20), worker(2, jvm, 20)));
        assertThat(group.saved()).hasValue(mb(30));
        assertThat(group.workers()).allMatch(Worker::shares);
        assertThat(group.lost()).isZero();
        assertThat(jvm.pssOfFiles()).isEqualTo(mb(5));
        assertThat(WhatIf.of(group, 3).orElseThrow().apart()).isEqualTo(mb(2 * 5 + 3 * (40 + 20)));
    }

    @Test
    void savesAndLosesNothingWhereAWorkerRunsAProgramOfItsOwn() {
        Worker other = worker(1, sample(50, 50, 50), 100);
        GroupFigures group = new GroupFigures(Optional.of(sample(100, 100, 100)), List.of(other));
        assertThat(other.shares()).isFalse();
        assertThat(group.saved()).hasValue(0);
        assertThat(group.lost()).isZero();
    }

    @Test
    void doesNotTellWhatTheSystemDoesNot() {
        MemorySample old = new MemorySample(mb(100), mb(40), mb(100), OptionalLong.empty(), 0, mb(10), mb(90));
        assertThat(new GroupFigures(Optional.of(old), List.of()).saved()).isEmpty();
        assertThat(new GroupFigures(Optional.empty(), List.of()).saved()).isEmpty();
    }

    @Test
    void estimatesOtherNumbersOfWorkers() {
        WhatIf five = WhatIf.of(SHOP, 5).orElseThrow();
        assertThat(five.shared()).isEqualTo(mb(120 - 20 + 50));
        assertThat(five.apart()).isEqualTo(mb(500));
        assertThat(WhatIf.of(SHOP, 2).orElseThrow().shared()).isEqualTo(SHOP.total());
        assertThat(WhatIf.of(new GroupFigures(SHOP.proxy(), List.of()), 5)).isEmpty();
    }

    @Test
    void estimatesOneServiceBesideOthersAsTheyAre() {
        MemorySample memory = sample(150, 100, 70);
        Worker images = new Worker(new ServiceId("images", 0), memory, Fork.of(memory, mb(100)));
        GroupFigures group = new GroupFigures(
                SHOP.proxy(), List.of(SHOP.workers().get(0), SHOP.workers().get(1), images));
        WhatIf one = WhatIf.of(group, "web", 1).orElseThrow();
        assertThat(one.shared()).isEqualTo(group.total() - mb(10));
        assertThat(one.apart()).isEqualTo(mb(250));
        assertThat(WhatIf.of(group, "mail", 1)).isEmpty();
    }

    @Test
    void doesNotLetOneWorkerThatIsFarOffMoveTheEstimate() {
        GroupFigures group = new GroupFigures(
                SHOP.proxy(),
                List.of(
                        worker(1, sample(100, 40, 10), 100),
                        worker(2, sample(100, 40, 10), 100),
                        worker(3, sample(1000, 940, 910), 100)));
        long more = WhatIf.of(group, 4).orElseThrow().shared()
                - WhatIf.of(group, 3).orElseThrow().shared();
        assertThat(more).isEqualTo(mb(10));
    }
}
