package controlfreak.ui.details;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.model.Stdin;
import controlfreak.model.Workspace;
import controlfreak.model.status.SocketStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GivenSocketsTest {
    private static final SocketSpec WEB = SocketSpec.of("web", SocketPlace.Tcp.of("8080"));
    private static final SocketSpec API =
            SocketSpec.of("api", new SocketPlace.Unix("run/api", Optional.empty(), Optional.empty()));

    private final DetailsFixture.Source source = new DetailsFixture.Source();
    private final ServiceSpec site =
            ServiceSpec.of("site", new Command.Text("x")).with(draft -> draft.sockets = List.of("web"));
    private final ServiceSpec echo = ServiceSpec.of("echo", new Command.Text("x"))
            .with(draft -> {
                draft.sockets = List.of("web");
                draft.streams = draft.streams.withStdin(new Stdin.Socket("api"));
            });
    private final ProxySpec shop = ProxySpec.of("shop").withServices(List.of(echo));
    private final Workspace workspace = Workspace.EMPTY
            .withSockets(List.of(WEB, API), Map.of())
            .withProxy(shop)
            .withService(Optional.empty(), site);
    private final GivenSockets sockets = new GivenSockets(source, () -> workspace);

    @Test
    void tellsWhetherItIsBoundAndWhoElseIsGivenIt() {
        source.sockets = List.of(new SocketStatus(WEB, true, ""), new SocketStatus(API, false, ""));
        assertThat(sockets.of(site)).isEqualTo("web (127.0.0.1:8080, bound), also given to echo");
        assertThat(sockets.of(shop))
                .isEqualTo("api (run/api, bound at the first start)\nweb (127.0.0.1:8080, bound), also given to site");
    }

    @Test
    void tellsWhatIsStandardInputAndWhatCouldNotBeBound() {
        source.sockets = List.of(new SocketStatus(API, false, "It is taken."));
        assertThat(sockets.of(echo))
                .isEqualTo("web, also given to site\napi (run/api) could not be bound: It is taken. as standard input");
    }
}
