package controlfreak.ui.main.state;

import static controlfreak.ui.main.Shop.id;
import static controlfreak.ui.main.Shop.running;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.ui.fx.StatusFeed;
import controlfreak.ui.main.DialogsStandIn;
import controlfreak.ui.main.DocumentStandIn;
import controlfreak.ui.main.EngineStandIn;
import controlfreak.ui.main.Shop;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.verb.Verb;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom an action reaches, as questions and tooltips say it. */
class ReachTest {
    private final DocumentStandIn document = new DocumentStandIn();
    private final EngineStandIn engine = new EngineStandIn();
    private final DialogsStandIn dialogs = new DialogsStandIn();
    private final MainViewModel model = new MainViewModel(document, engine, dialogs, Runnable::run, Shop.CLOCK);
    private final StatusFeed feed = new StatusFeed((delay, task) -> task.run(), Shop.CLOCK, model::take);

    @BeforeEach
    void open() {
        document.workspace.set(Shop.workspace());
    }

    @Test
    void names_all_that_are_stopped_not_only_workers() {
        feed.proxyChanged(Shop.up("shop", 1));
        feed.serviceChanged(running(id("web", 2), 2, Duration.ofHours(1)));
        feed.serviceChanged(running(id("redis", 0), 3, Duration.ofHours(1)));
        model.runOnAll(Verb.STOP);
        assertThat(dialogs.questions).singleElement().asString().contains("Stop 2", "web-2, redis");
    }

    @Test
    void says_of_a_proxy_without_services_that_it_has_none() {
        document.workspace.set(document.workspace.get().withProxy(ProxySpec.of("new", new Command.Text("x"))));
        model.selection().select(List.of(new RowKey.OfProxy("new")));
        assertThat(model.fit(Verb.START).whyNot()).isEqualTo("What is selected has no services yet.");
    }
}
