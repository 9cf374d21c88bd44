package controlfreak.ui.main.status;

import static controlfreak.ui.main.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.status.ServiceState;
import controlfreak.ui.fx.StatusFeed;
import controlfreak.ui.main.DialogsStandIn;
import controlfreak.ui.main.DocumentStandIn;
import controlfreak.ui.main.EngineStandIn;
import controlfreak.ui.main.Shop;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.state.MainViewModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailureNoticeTest {
    private static final RowKey WEB_1 = new RowKey.OfProcess(id("web", 1));
    private static final RowKey WEB_2 = new RowKey.OfProcess(id("web", 2));

    private final DocumentStandIn document = new DocumentStandIn();
    private final EngineStandIn engine = new EngineStandIn();
    private final MainViewModel model =
            new MainViewModel(document, engine, new DialogsStandIn(), Runnable::run, Shop.CLOCK);
    private final StatusFeed feed = new StatusFeed((delay, task) -> task.run(), Shop.CLOCK, model::take);
    private final List<RowKey> inSight = new ArrayList<>();
    private final FailureNotice notice = new FailureNotice(model.rows(), () -> inSight);

    @BeforeEach
    void open() {
        document.workspace.set(Shop.workspace());
        feed.serviceChanged(Shop.running(id("web", 1), 11, Duration.ofHours(1)));
        feed.serviceChanged(Shop.running(id("web", 2), 12, Duration.ofHours(1)));
    }

    private void fail(int instance) {
        fail(instance, "exit 3");
    }

    private void fail(int instance, String cause) {
        feed.serviceChanged(Shop.off(id("web", instance), ServiceState.FAIL, cause));
    }

    private String text() {
        return notice.textProperty().get();
    }

    @Test
    void tells_which_failed_and_why() {
        assertThat(text()).isEmpty();
        fail(2);
        assertThat(text()).isEqualTo("web-2 failed: exit 3");
        assertThat(notice.next()).contains(WEB_2);
    }

    @Test
    void tells_several_in_one_sentence() {
        fail(2);
        fail(1);
        assertThat(text()).isEqualTo("web-2 and 1 more failed.");
    }

    @Test
    void tells_once_what_several_logs_say() {
        engine.lastWords.put(WEB_1, "KeyError: 'SHOP_DB'");
        engine.lastWords.put(WEB_2, "KeyError: 'SHOP_DB'");
        fail(2);
        assertThat(text()).isEqualTo("web-2 failed: KeyError: 'SHOP_DB' · exit 3");
        fail(1);
        assertThat(text()).isEqualTo("web-2 and 1 more failed. The log says: KeyError: 'SHOP_DB'");
        assertThat(notice.about()).containsExactly(WEB_2, WEB_1);
        engine.lastWords.put(WEB_1, "MemoryError");
        fail(1, "exit 3 after 4 s");
        assertThat(text()).isEqualTo("web-2 and 1 more failed. The log of web-2 says: KeyError: 'SHOP_DB'");
    }

    @Test
    void goes_when_all_is_well_again() {
        fail(2);
        fail(1);
        feed.serviceChanged(Shop.running(id("web", 2), 12, Duration.ofHours(1)));
        assertThat(text()).startsWith("web-1 failed");
        feed.serviceChanged(Shop.running(id("web", 1), 12, Duration.ofHours(1)));
        assertThat(text()).isEmpty();
        assertThat(notice.next()).as("still marked").isPresent();
        fail(2);
        assertThat(text()).as("fails again").startsWith("web-2 failed");
    }

    @Test
    void does_not_tell_what_can_be_seen() {
        inSight.add(WEB_2);
        fail(2);
        assertThat(text()).isEmpty();
        fail(1);
        assertThat(text()).startsWith("web-1 failed");
        inSight.add(WEB_1);
        notice.look();
        assertThat(text()).as("scrolled into sight").isEmpty();
        assertThat(notice.next()).as("still marked").isPresent();
    }

    @Test
    void does_not_tell_what_was_selected_since() {
        fail(2);
        fail(1);
        model.selection().select(List.of(WEB_2));
        assertThat(text()).startsWith("web-1 failed");
        model.selection().select(List.of(WEB_1));
        assertThat(text()).isEmpty();
        assertThat(notice.next()).isEmpty();
    }

    @Test
    void does_not_tell_again_what_was_dismissed_unless_it_fails_again_after_a_look() {
        fail(2);
        notice.dismiss();
        fail(2);
        assertThat(text()).isEmpty();
        model.selection().select(List.of(WEB_2));
        model.selection().select(List.of());
        feed.serviceChanged(Shop.running(id("web", 2), 12, Duration.ofHours(1)));
        fail(2);
        assertThat(text()).startsWith("web-2 failed");
    }
}
