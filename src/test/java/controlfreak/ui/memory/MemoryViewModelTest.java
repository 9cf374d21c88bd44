package controlfreak.ui.memory;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.figures.Snapshot;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryViewModelTest {
    private final MemoryViewModel model = new MemoryViewModel();

    private MemoryPage page() {
        return model.pageProperty().get();
    }

    private void showShop(Snapshot snapshot) {
        model.take(snapshot);
        model.show(Optional.of("shop"), Optional.empty());
    }

    @Test
    void tellsOfAProxyAndItsWorkers() {
        showShop(Shop.with(2, 20));
        assertThat(page().sentence()).isEqualTo("shop and its 2 workers take 100 MB; unshared they would take 300 MB.");
        assertThat(page().amounts()).contains(new MemoryPage.Amounts("100 MB", "200 MB", "40 MB", "300 MB"));
        assertThat(page().history().points()).isNotEmpty();
        assertThat(page().machine()).hasValue(24L << 30);
    }

    @Test
    void tellsOfTheSelectedWorker() {
        showShop(Shop.with(2, 20));
        model.show(Optional.of("shop"), Optional.of(Shop.web(1)));
        assertThat(page().detail()).isEqualTo("web-1: 20 MB private, 80 MB shared; 20 MB copied since its fork.");
    }

    @Test
    void tellsOfTheWholeWorkspaceWhereNoProxyIsSelected() {
        model.take(Shop.with(2, 20));
        assertThat(page().sentence()).isEqualTo("3 processes take 100 MB in all.");
        assertThat(page().amounts()).contains(new MemoryPage.Amounts("100 MB", "200 MB", "40 MB", "300 MB"));
        assertThat(page().estimate()).isEmpty();
    }

    @Test
    void asksAboutOneWorkerMoreUntilAnotherNumberIsChosen() {
        showShop(Shop.with(2, 20));
        assertThat(model.workersProperty().get()).isEqualTo(3);
        assertThat(page().estimate()).isEqualTo("workers: about 120 MB with the proxy, 300 MB without");

        model.chooseWorkers(10);
        model.take(Shop.with(3, 20));
        assertThat(model.workersProperty().get()).isEqualTo(10);
        assertThat(page().estimate()).endsWith("1.0 GB without");

        model.show(Optional.of("mailer"), Optional.empty());
        model.show(Optional.of("shop"), Optional.empty());
        assertThat(model.workersProperty().get()).isEqualTo(4);
    }

    @Test
    void givesAdviceUntilItIsDismissed() {
        showShop(Shop.with(2, 60));
        assertThat(page().advice())
                .isEqualTo("The workers of shop have copied 120 MB since they were forked, more than half of the 100 MB"
                        + " that each began with: restarting them gives it back for a while.");
        model.dismissAdvice();
        assertThat(page().advice()).isEmpty();
        model.take(Shop.with(2, 70));
        assertThat(page().advice()).isEmpty();
        model.take(Shop.with(1, 80));
        assertThat(page().advice()).as("another matter").startsWith("shop has a single worker");
    }

    @Test
    void saysWhyThereIsNothingToShow() {
        model.take(Snapshot.NONE);
        assertThat(page().sentence()).isEqualTo("Nothing runs, so there is no memory to show.");
        model.take(Shop.with(1, 10));
        model.show(Optional.of("mailer"), Optional.empty());
        assertThat(page().sentence()).isEqualTo("Nothing of mailer runs, so there is no memory to show.");
        assertThat(page().amounts()).isEmpty();

        showShop(Shop.hidden());
        assertThat(page().sentence()).startsWith("n/a");
        model.show(Optional.empty(), Optional.empty());
        assertThat(page().sentence()).startsWith("n/a");
    }
}
