package controlfreak.engine;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.model.Workspace;
import controlfreak.model.status.SocketStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A socket for each instance, on a fake system. */
class SocketOfEachInstanceRunTest {
    private static final SocketSpec EACH =
            SocketSpec.of("web_${instance}", SocketPlace.of("127.0.0.1:${9100+instance}"));

    @TempDir
    private Path folder;

    private EngineFixture engine;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    private static ServiceSpec web(int instances) {
        return EngineFixture.spec("web")
                .withInstances(instances)
                .with(draft -> draft.sockets = List.of("web_${instance}"));
    }

    private void apply(List<ProxySpec> proxies, ServiceSpec... services) {
        engine.await(engine.controller.apply(
                new Workspace(Environment.EMPTY, List.of(), List.of(EACH), proxies, List.of(services), Map.of()),
                folder));
    }

    private Map<String, String> environment() {
        return engine.system.last().request.environment();
    }

    @Test
    void each_is_given_its_own() {
        apply(List.of(), web(2));
        engine.running(engine.find("web-2"));
        assertThat(engine.listeners.open).containsExactly("200 127.0.0.1:9102");
        assertThat(environment())
                .containsEntry("LISTEN_FDNAMES", "web_2")
                .containsEntry("SERVER_STARTER_PORT", "127.0.0.1:9102=3");
        engine.running(engine.find("web-1"));
        assertThat(engine.listeners.open).containsExactly("200 127.0.0.1:9102", "201 127.0.0.1:9101");
        assertThat(engine.controller.sockets())
                .extracting(SocketStatus::spec)
                .extracting(SocketSpec::name)
                .containsExactly("web_1", "web_2");
    }

    @Test
    void that_of_one_that_is_gone_is_closed() {
        apply(List.of(), web(2));
        engine.running(engine.find("web-1"));
        engine.running(engine.find("web-2"));
        apply(List.of(), web(1).withInstances(1));
        engine.loop.settle();
        assertThat(engine.listeners.open).containsExactly("200 127.0.0.1:9101");
    }

    @Test
    void a_proxy_inherits_all_of_them() {
        apply(List.of(ProxySpec.of("shop", new Command.Text("proxy")).withServices(List.of(web(3)))));
        engine.controller.proxy("shop").orElseThrow().run();
        engine.loop.settle();
        assertThat(environment()).containsKeys("_CFK_SOCK_web_1", "_CFK_SOCK_web_2", "_CFK_SOCK_web_3");
        assertThat(engine.system.last().request.sockets().descriptors()).containsExactly(200, 201, 202);
    }
}
