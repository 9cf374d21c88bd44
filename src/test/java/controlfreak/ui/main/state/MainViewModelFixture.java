package controlfreak.ui.main.state;

import static controlfreak.ui.main.Shop.id;

import controlfreak.ui.fx.StatusFeed;
import controlfreak.ui.main.DialogsStandIn;
import controlfreak.ui.main.DocumentStandIn;
import controlfreak.ui.main.EngineStandIn;
import controlfreak.ui.main.Shop;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowKey;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A window without its looks, on a shop that an engine of the test runs. */
abstract class MainViewModelFixture {
    final DocumentStandIn document = new DocumentStandIn();
    final EngineStandIn engine = new EngineStandIn();
    final DialogsStandIn dialogs = new DialogsStandIn();
    final MainViewModel model = new MainViewModel(document, engine, dialogs, Runnable::run, Shop.CLOCK);
    final StatusFeed feed = new StatusFeed((delay, task) -> task.run(), Shop.CLOCK, model::take);

    @BeforeEach
    void openShop() {
        document.workspace.set(Shop.workspace());
    }

    void select(RowKey... keys) {
        model.selection().select(List.of(keys));
    }

    static RowKey process(String service, int instance) {
        return new RowKey.OfProcess(id(service, instance));
    }

    Row row(RowKey key) {
        return model.rows().find(key).orElseThrow();
    }
}
