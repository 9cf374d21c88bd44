package controlfreak.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.action.PanelAction;
import controlfreak.ui.main.menu.MainActions;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.state.MainViewModel;
import controlfreak.ui.main.table.RowChoice;
import controlfreak.ui.settings.SettingsStandIn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a service serves is shown in the browser. */
class BrowseTest {
    private final DocumentStandIn document = new DocumentStandIn();
    private final CommandsStandIn commands = new CommandsStandIn();
    private MainViewModel model;
    private MainActions actions;

    @BeforeEach
    void build() {
        document.workspace.set(listening("127.0.0.1:8080"));
        model = new MainViewModel(document, new EngineStandIn(), new DialogsStandIn(), Runnable::run, Shop.CLOCK);
        actions = new MainActions(model, commands, commands, SettingsStandIn.preferences(), window);
    }

    private final WindowStandIn window = new WindowStandIn();

    private static Workspace listening(String place) {
        Workspace shop =
                Shop.workspace().withSockets(List.of(SocketSpec.of("web", SocketPlace.Tcp.of(place))), Map.of());
        return shop.withServiceReplaced(
                "web", shop.service("web").orElseThrow().with(draft -> draft.sockets = List.of("web")));
    }

    private PanelAction browse(RowKey row) {
        model.selection().select(List.of(row));
        PanelAction browse = actions.all().stream()
                .filter(action -> action.name().equals("browse"))
                .findFirst()
                .orElseThrow();
        browse.run();
        return browse;
    }

    @Test
    void a_service_its_processes_and_its_proxy_are_found_at_the_socket_that_it_is_given() {
        document.lock.toggle();
        browse(new RowKey.OfGroup("web"));
        browse(new RowKey.OfProcess(Shop.id("web", 2)));
        browse(new RowKey.OfProxy("shop"));
        assertThat(commands.given).hasSize(3).containsOnly("visit http://127.0.0.1:8080/");
    }

    @Test
    void one_on_all_addresses_is_found_on_this_machine() {
        document.workspace.set(listening("[::]:8080"));
        browse(new RowKey.OfGroup("web"));
        assertThat(commands.given).containsExactly("visit http://localhost:8080/");
    }

    @Test
    void of_several_addresses_one_is_chosen() {
        Workspace two = document.workspace
                .get()
                .withSockets(
                        List.of(
                                SocketSpec.of("web", SocketPlace.Tcp.of("127.0.0.1:8080")),
                                SocketSpec.of("admin", SocketPlace.Tcp.of("0.0.0.0:9000"))),
                        Map.of());
        document.workspace.set(two.withServiceReplaced(
                "web", two.service("web").orElseThrow().with(draft -> draft.sockets = List.of("web", "admin"))));
        browse(new RowKey.OfGroup("web"));
        assertThat(commands.given).isEmpty();
        assertThat(window.offered)
                .extracting(RowChoice::text)
                .containsExactly("http://127.0.0.1:8080/", "http://localhost:9000/");
        window.offered.get(1).action().run();
        assertThat(commands.given).containsExactly("visit http://localhost:9000/");
    }

    @Test
    void where_nothing_listens_there_is_nothing_to_show() {
        PanelAction browse = browse(new RowKey.OfProcess(Shop.id("redis", 0)));
        assertThat(browse.obstacleProperty().get()).isEqualTo("Select one row that listens at a port.");
        assertThat(commands.given).isEmpty();
    }
}
