package controlfreak.ui.main.state;

import static controlfreak.ui.main.Shop.id;
import static controlfreak.ui.main.Shop.running;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.Retry;
import controlfreak.ui.fx.StatusFeed;
import controlfreak.ui.main.DialogsStandIn;
import controlfreak.ui.main.DocumentStandIn;
import controlfreak.ui.main.EngineStandIn;
import controlfreak.ui.main.Shop;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.verb.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ends already may be on its way to a new start: only a stop has it stay down. */
class StopOfWhatEndsTest {
    private final DocumentStandIn document = new DocumentStandIn();
    private final EngineStandIn engine = new EngineStandIn();
    private final DialogsStandIn dialogs = new DialogsStandIn();
    private final MainViewModel model = new MainViewModel(document, engine, dialogs, Runnable::run, Shop.CLOCK);
    private final StatusFeed feed = new StatusFeed((delay, task) -> task.run(), Shop.CLOCK, model::take);

    @BeforeEach
    void openShop() {
        document.workspace.set(Shop.workspace());
        feed.serviceChanged(running(id("web", 1), 11, Duration.ofHours(1)));
        feed.serviceChanged(Shop.stopping(id("web", 2), 12, Duration.ofSeconds(8)));
        feed.serviceChanged(Shop.retrying(id("web", 3), 2, Duration.ofSeconds(8)));
    }

    private void select(RowKey key) {
        model.selection().select(List.of(key));
    }

    @Test
    void a_service_that_ends_can_be_stopped() {
        select(new RowKey.OfProcess(id("web", 2)));
        model.run(Verb.STOP);
        assertThat(engine.asked()).isEqualTo("STOP web-2");
    }

    @Test
    void a_question_names_just_those_that_are_reached() {
        dialogs.answer = 0;
        model.runOnAll(Verb.STOP);
        assertThat(dialogs.questions)
                .containsExactly("Stop 3 of 6 services? | These workers will be stopped: web-1, web-2, web-3."
                        + " | Stop 3 of 6 services / Cancel");
        assertThat(engine.asked()).isEqualTo("STOP web-1, STOP web-2, STOP web-3");
    }

    @Test
    void a_question_about_proxies_names_the_services_of_those_that_are_reached() {
        dialogs.answer = 0;
        feed.proxyChanged(Shop.up("mailer", 4711));
        feed.serviceChanged(running(id("mail", 0), 20, Duration.ofHours(1)));
        model.runOnAll(Verb.SHUTDOWN);
        assertThat(dialogs.questions)
                .containsExactly("Shut down 1 of 2 proxies? | These workers will be stopped: mail."
                        + " | Shut down 1 of 2 proxies / Cancel");
    }

    @Test
    void a_proxy_that_ends_can_be_shut_down_and_so_can_one_that_is_tried_again() {
        dialogs.answer = 0;
        feed.proxyChanged(in(ProxyState.STOPPING, Optional.empty()));
        select(new RowKey.OfProxy("mailer"));
        model.run(Verb.SHUTDOWN);
        assertThat(engine.asked()).isEqualTo("SHUTDOWN mailer");

        feed.proxyChanged(in(ProxyState.FAIL, Optional.of(new Retry(1, 8, Shop.NOW.plusSeconds(4)))));
        assertThat(model.fit(Verb.SHUTDOWN).isEmpty()).isFalse();
        feed.proxyChanged(in(ProxyState.FAIL, Optional.empty()));
        assertThat(model.fit(Verb.SHUTDOWN).isEmpty()).isTrue();
    }

    @Test
    void workers_that_are_to_be_killed_and_end_already_are_named() {
        feed.serviceChanged(Shop.stopping(id("web", 1), 11, Duration.ofSeconds(8)));
        select(new RowKey.OfProxy("shop"));
        model.run(Verb.KILL);
        assertThat(dialogs.questions).first().asString().contains("These workers will be killed: web-1, web-2.");
    }

    private static ProxyStatus in(ProxyState state, Optional<Retry> retry) {
        ProxyStatus up = Shop.up("mailer", 4711);
        return new ProxyStatus(
                up.name(),
                state,
                up.since(),
                up.pid(),
                up.startedAt(),
                0,
                Optional.empty(),
                "",
                retry,
                Optional.empty(),
                Optional.empty(),
                up.generation(),
                Optional.empty());
    }
}
