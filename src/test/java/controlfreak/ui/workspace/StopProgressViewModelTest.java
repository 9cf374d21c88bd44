package controlfreak.ui.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StopProgressViewModelTest {
    private final FakeServices services = new FakeServices().run("web-1", "web-2", "web-3");
    private final StopProgressViewModel model =
            new StopProgressViewModel(services, Clock.fixed(FakeServices.NOW, ZoneOffset.UTC));

    @Test
    void saysHowManyAreLeftAndWhoTakesLongest() {
        services.live.remove(0);
        services.stopping("web-2", 300);
        services.stopping("web-3", 1_400);
        model.tick();
        assertThat(model.titleProperty().get()).isEqualTo("Stopping 2 of 3 services");
        assertThat(model.detailProperty().get()).isEqualTo("web-3 has 1.4 s left.");
        assertThat(model.progressProperty().get()).isBetween(0.33, 0.34);
    }

    @Test
    void saysWhenTimeIsUp() {
        services.stopping("web-3", -100);
        model.tick();
        assertThat(model.detailProperty().get()).isEqualTo("web-3 is being killed.");
    }

    @Test
    void saysThatProxiesAreLeft() {
        services.live.clear();
        services.proxies = 1;
        model.tick();
        assertThat(model.titleProperty().get()).isEqualTo("All services have stopped");
        assertThat(model.detailProperty().get()).isEqualTo("1 proxy is still leaving.");
    }

    @Test
    void canBeCutShort() {
        model.killNow();
        assertThat(services.wasKilled).isTrue();
        assertThat(model.killedProperty().get()).isTrue();
    }
}
