package controlfreak.ui.main.state;

import static controlfreak.ui.main.Shop.id;
import static controlfreak.ui.main.Shop.running;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.status.ChangeoverStatus.Kind;
import controlfreak.model.status.ChangeoverStatus.Phase;
import controlfreak.model.status.RollingStatus;
import controlfreak.ui.fx.StatusFeed;
import controlfreak.ui.main.DialogsStandIn;
import controlfreak.ui.main.DocumentStandIn;
import controlfreak.ui.main.EngineStandIn;
import controlfreak.ui.main.Shop;
import controlfreak.ui.main.ShopFigures;
import controlfreak.ui.main.rows.RowFacts;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.RowState;
import controlfreak.ui.main.rows.StaleWords;
import controlfreak.ui.main.rows.StateWords;
import controlfreak.ui.main.verb.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recycling, reforking and restarting one by one, as the window asks for them and shows them. */
class ChangeoverActionsTest {
    private static final RowKey SHOP = new RowKey.OfProxy("shop");

    private final DocumentStandIn document = new DocumentStandIn();
    private final EngineStandIn engine = new EngineStandIn();
    private final DialogsStandIn dialogs = new DialogsStandIn();
    private final MainViewModel model = new MainViewModel(document, engine, dialogs, Runnable::run, Shop.CLOCK);
    private final StatusFeed feed = new StatusFeed((delay, task) -> task.run(), Shop.CLOCK, model::take);

    @BeforeEach
    void openShop() {
        document.workspace.set(Shop.workspace());
        feed.proxyChanged(Shop.up("shop", 1));
        feed.serviceChanged(running(id("web", 1), 11, Duration.ofHours(1)));
        feed.serviceChanged(running(id("web", 3), 13, Duration.ofHours(1)));
    }

    private void select(RowKey... keys) {
        model.selection().select(List.of(keys));
    }

    private static RowKey web(int instance) {
        return new RowKey.OfProcess(id("web", instance));
    }

    private RowFacts facts() {
        return model.rows().find(SHOP).orElseThrow().facts();
    }

    private String message() {
        return model.messageProperty().get().text();
    }

    @Test
    void tells_what_a_recycling_takes_before_it_begins() {
        model.take(ShopFigures.at(Shop.NOW));
        select(SHOP);
        model.run(Verb.RECYCLE);
        assertThat(dialogs.questions)
                .singleElement()
                .asString()
                .matches(
                        "Recycle shop\\? \\| A second process of shop is loaded beside the first: about [\\d.]+ MB more for a while. "
                                + "8.8 GB are free. 2 workers move over one by one. If one does not come up, all go back. "
                                + "\\| Recycle shop / Cancel");
        assertThat(engine.asked()).isEmpty();
        dialogs.answer = 0;
        model.run(Verb.RECYCLE);
        assertThat(engine.asked()).isEqualTo("RECYCLE shop");
        engine.refused("RECYCLE shop", "The proxy shop: web-1: exit 1 after 0 s.");
        assertThat(message()).isEqualTo("Not recycled. The proxy shop: web-1: exit 1 after 0 s.");
    }

    @Test
    void says_so_where_it_does_not_know_what_a_recycling_takes() {
        select(SHOP);
        model.run(Verb.RECYCLE);
        assertThat(dialogs.questions)
                .singleElement()
                .asString()
                .contains(
                        "A second process of shop is loaded beside the first, which takes memory for both for a while.");
    }

    @Test
    void shows_how_far_a_recycling_is_and_offers_to_cancel_it() {
        select(SHOP);
        assertThat(model.fit(Verb.CANCEL).isEmpty()).isTrue();
        feed.proxyChanged(Shop.changingOver("shop", 1, Kind.RECYCLE, Phase.PREPARING, 0, 0));
        assertThat(StateWords.word(facts(), Shop.NOW)).isEqualTo("recycling 12 s");
        feed.proxyChanged(Shop.changingOver("shop", 1, Kind.RECYCLE, Phase.MOVING, 1, 2));
        assertThat(facts().word()).isEqualTo("recycling");
        assertThat(facts().state()).isEqualTo(RowState.CHANGING);
        assertThat(facts().cause()).isEqualTo("1 of 2 moved · 2 of 4 running");
        assertThat(model.fit(Verb.RECYCLE).whyNot()).startsWith("Nothing to recycle");
        dialogs.answer = 0;
        model.run(Verb.CANCEL);
        assertThat(engine.asked()).isEqualTo("CANCEL shop");
        feed.proxyChanged(Shop.changingOver("shop", 1, Kind.RECYCLE, Phase.GOING_BACK, 0, 1));
        assertThat(facts().cause()).startsWith("going back, 0 of 1 moved back");
        assertThat(model.fit(Verb.CANCEL).whyNot()).startsWith("Nothing to cancel");
    }

    @Test
    void a_running_worker_of_a_proxy_that_can_is_forked_from() {
        select(web(2));
        assertThat(model.fit(Verb.REFORK).whyNot()).startsWith("Select one running worker");
        select(web(1), web(3));
        assertThat(model.fit(Verb.REFORK).isEmpty()).isTrue();
        select(web(1));
        dialogs.answer = 0;
        model.run(Verb.REFORK);
        assertThat(dialogs.questions)
                .singleElement()
                .asString()
                .startsWith("Fork from web-1? | What web-1 has in memory");
        assertThat(engine.asked()).isEqualTo("REFORK web-1");
        feed.proxyChanged(Shop.reforked("shop", 1, "web-1"));
        assertThat(facts().cause()).isEqualTo("2 of 4 · forks from web-1 · preloaded 96 MB in 412 ms");
    }

    @Test
    void code_that_changed_is_told_with_what_to_do() {
        feed.proxyChanged(Shop.stale("shop", 1, 12, "/srv/shop/shop.py", "/srv/shop/cart.py"));
        assertThat(StaleWords.brief(facts().stale().orElseThrow())).isEqualTo("changed: shop.py and 11 more");
        assertThat(StateWords.full(facts(), Shop.NOW))
                .contains("/srv/shop/shop.py", "/srv/shop/cart.py", "and 10 more", "Recycle the proxy");
        feed.proxyChanged(Shop.stale("shop", 1, 1, "shop.py"));
        assertThat(StaleWords.brief(facts().stale().orElseThrow())).isEqualTo("changed: shop.py");
        feed.proxyChanged(Shop.up("shop", 1));
        assertThat(facts().stale()).isEmpty();
    }

    @Test
    void several_are_restarted_one_by_one_and_that_can_be_stopped() {
        select(web(1));
        assertThat(model.fit(Verb.ROLL).whyNot()).isEqualTo("Select at least two services that run.");
        select(new RowKey.OfGroup("web"));
        assertThat(model.fit(Verb.ROLL).label()).isEqualTo("Restart one by one 2 of 3");
        model.run(Verb.ROLL);
        assertThat(engine.asked()).isEqualTo("ROLL web-1 web-3");
        assertThat(model.rollingProperty().get()).isTrue();
        engine.progress.accept(new RollingStatus(1, 2, Optional.of(id("web", 3))));
        assertThat(message()).isEqualTo("Restarting one by one: 1 of 2 done, web-3 now");
        model.stopRolling();
        assertThat(message()).isEqualTo("Not all restarted. Stopped.");
        assertThat(model.messageProperty().get().failure())
                .as("it was wished for")
                .isFalse();
        assertThat(model.rollingProperty().get()).isFalse();
    }

    @Test
    void says_when_all_were_restarted_one_by_one() {
        select(SHOP);
        model.run(Verb.ROLL);
        engine.done("ROLL web-1 web-3");
        assertThat(message()).isEqualTo("Restarted 2 services one by one");
        assertThat(model.messageProperty().get().failure()).isFalse();
    }

    @Test
    void says_who_was_not_restarted_with_the_others() {
        select(SHOP);
        engine.rolled = Optional.of(new RollingStatus(2, 2, Optional.empty(), List.of(id("web", 3))));
        model.run(Verb.ROLL);
        engine.done("ROLL web-1 web-3");
        assertThat(message())
                .isEqualTo(
                        "Restarted 1 of 2 services one by one. Passed over, as they were stopped or failing: web-3.");
        assertThat(model.messageProperty().get().failure()).isFalse();
    }
}
