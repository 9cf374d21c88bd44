package controlfreak.figures;

import static controlfreak.figures.Samples.mb;
import static controlfreak.figures.Samples.sample;
import static controlfreak.figures.Samples.worker;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.figures.Advice.Kind;
import controlfreak.figures.GroupFigures.Worker;
import controlfreak.model.status.MemorySample;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdviceTest {
    private static List<Advice> of(MemorySample proxy, Worker... workers) {
        return Advice.of("shop", new GroupFigures(Optional.of(proxy), List.of(workers)));
    }

    @Test
    void saysNothingWhereSharingWorks() {
        assertThat(of(
                        sample(100, 35, 5),
                        worker(1, sample(100, 35, 5), 100),
                        worker(2, sample(100, 35, 5), 100),
                        worker(3, sample(100, 35, 5), 100)))
                .isEmpty();
        assertThat(of(sample(100, 100, 100))).isEmpty();
    }

    @Test
    void namesAProxyWithASingleWorker() {
        assertThat(of(sample(100, 60, 20), worker(1, sample(100, 60, 20), 100)))
                .containsExactly(new Advice(Kind.ALONE, "shop", mb(20), mb(120)));
    }

    @Test
    void namesAProxyWhoseWorkersShareNothing() {
        assertThat(of(sample(100, 100, 100), worker(1, sample(30, 30, 30), 100), worker(2, sample(30, 30, 30), 100)))
                .containsExactly(new Advice(Kind.SHARES_NOTHING, "shop", mb(100), mb(160)));
    }

    @Test
    void namesCopiesWhereMoreThanHalfIsLost() {
        assertThat(of(sample(100, 50, 10), worker(1, sample(100, 70, 60), 100), worker(2, sample(100, 70, 60), 100)))
                .containsExactly(new Advice(Kind.COPIED, "shop", mb(120), mb(100)));
        assertThat(of(sample(100, 50, 10), worker(1, sample(100, 60, 49), 100), worker(2, sample(100, 60, 49), 100)))
                .isEmpty();
    }

    @Test
    void namesAWorkerThatIsFarLargerThanItsSiblings() {
        assertThat(of(
                        sample(100, 40, 10),
                        worker(1, sample(100, 35, 10), 100),
                        worker(2, sample(190, 135, 100), 100),
                        worker(3, sample(100, 35, 10), 100)))
                .containsExactly(new Advice(Kind.GROWN, "web-2", mb(90), mb(10)));
    }

    @Test
    void saysNothingOfSmallThings() {
        assertThat(of(sample(10, 10, 10), worker(1, sample(3, 3, 3), 10))).isEmpty();
    }
}
