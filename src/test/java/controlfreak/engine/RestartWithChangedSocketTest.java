package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.ExitStatus;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.model.Workspace;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.process.Listeners.BindException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services are restarted whose socket was changed while they had it. */
class RestartWithChangedSocketTest {
    private static final ServiceSpec SITE = spec("site").withInstances(2).with(draft -> draft.sockets = List.of("web"));

    @TempDir
    Path folder;

    private EngineFixture engine;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    private void apply(String place, List<ProxySpec> proxies, ServiceSpec... services) {
        engine.await(engine.controller.apply(
                new Workspace(
                        Environment.EMPTY,
                        List.of(),
                        List.of(SocketSpec.of("web", SocketPlace.Tcp.of(place))),
                        proxies,
                        List.of(services),
                        Map.of()),
                folder));
    }

    /** Both run with the socket as it was before, and one that is as it is now cannot be bound beside that. */
    private void runWithChangedSocket() {
        apply("127.0.0.1:8080", List.of(), SITE);
        engine.controller.services().forEach(engine::running);
        apply("0.0.0.0:8080", List.of(), SITE);
        engine.system.launched.forEach(process -> engine.system.sockets.listens(process, 8080));
        engine.listeners.refusal = Optional.of(new BindException("0.0.0.0:8080 is taken.", true));
    }

    private List<ServiceId> sites() {
        return engine.controller.services().stream().map(Service::id).toList();
    }

    @Test
    void oneStaysWhoseSocketTheOtherHas() {
        runWithChangedSocket();
        Service first = engine.controller.services().get(0);
        assertThat(engine.reason(first.restart()))
                .isEqualTo("site-1 was left running. Socket web: 0.0.0.0:8080 is taken. It is held by site-2"
                        + " (program, pid 101), which has it as it was before the change."
                        + " Restart all that have it together.");
        assertThat(engine.state(first)).isEqualTo(ServiceState.RUNNING);
        assertThat(engine.system.launched).hasSize(2).allMatch(process -> process.alive);
    }

    @Test
    void allThatHaveItAreRestartedTogether() {
        runWithChangedSocket();
        engine.system.launched.forEach(process -> process.obeysTerm = false);
        Map<ServiceId, CompletionStage<ServiceStatus>> restarts = engine.controller.restart(sites());
        engine.loop.settle();
        assertThat(engine.system.launched).hasSize(2);
        engine.system.launched.get(0).exits(new ExitStatus(15));
        engine.loop.settle();
        assertThat(engine.system.launched).as("before the other has ended").hasSize(2);
        engine.listeners.refusal = Optional.empty();
        engine.system.launched.get(1).exits(new ExitStatus(15));
        engine.advance(3);
        restarts.values().forEach(engine::await);
        assertThat(engine.system.launched).hasSize(4);
    }

    @Test
    void oneStaysWhoseProxyHasTheSocketAsItWas() {
        ProxySpec shop =
                ProxySpec.of("shop", new Command.Text("proxy.py")).withServices(List.of(SITE.withInstances(1)));
        apply("127.0.0.1:8080", List.of(shop));
        Service site = engine.find("site");
        site.start();
        engine.loop.settle();
        FakeProcess proxy = engine.system.last();
        proxy.says(ProxyLifeFixture.READY);
        engine.loop.settle();
        FakeProcess child = engine.system.forkedBy(proxy);
        proxy.says("{'status':'started','name':'site','pid':" + child.pid() + "}");
        engine.advance(2);
        apply("0.0.0.0:8080", List.of(shop));
        assertThat(engine.reason(site.restart()))
                .isEqualTo("site was left running. Its proxy runs without the socket web as it is now."
                        + " Restart the proxy.");
        assertThat(engine.state(site)).isEqualTo(ServiceState.RUNNING);
        assertThat(child.signals).isEmpty();
    }
}
