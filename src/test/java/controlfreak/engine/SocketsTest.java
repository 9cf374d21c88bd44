package controlfreak.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.Health;
import controlfreak.model.Probe;
import controlfreak.model.ProxySpec;
import controlfreak.model.Readiness;
import controlfreak.model.ServiceSpec;
import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.model.Stdin;
import controlfreak.model.Workspace;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.SocketStatus;
import controlfreak.process.Listeners.BindException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sockets that are bound once and handed on, on a fake system. */
class SocketsTest {
    private static final SocketSpec WEB = SocketSpec.of("web", SocketPlace.Tcp.of("127.0.0.1:8080"));
    private static final SocketSpec API =
            SocketSpec.of("api", new SocketPlace.Unix("run/api", Optional.empty(), Optional.empty()));

    @TempDir
    private Path folder;

    private EngineFixture engine;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    private static ServiceSpec given(String name, String... sockets) {
        return EngineFixture.spec(name).with(draft -> draft.sockets = List.of(sockets));
    }

    private void apply(List<SocketSpec> sockets, List<ProxySpec> proxies, ServiceSpec... services) {
        engine.await(engine.controller.apply(
                new Workspace(Environment.EMPTY, List.of(), sockets, proxies, List.of(services), Map.of()), folder));
    }

    private Map<String, String> environment() {
        return engine.system.last().request.environment();
    }

    @Test
    void a_socket_is_bound_when_it_is_needed_and_stays_over_restarts() {
        apply(List.of(WEB, API), List.of(), given("site", "web"));
        assertThat(engine.listeners.open).isEmpty();
        engine.running(engine.find("site"));
        engine.find("site").restart();
        engine.loop.settle();
        engine.advance(1);
        assertThat(engine.system.launched)
                .hasSize(2)
                .allSatisfy(process ->
                        assertThat(process.request.sockets().descriptors()).containsExactly(200));
        assertThat(engine.listeners.open).containsExactly("200 127.0.0.1:8080");
    }

    @Test
    void a_service_is_told_what_it_is_given() {
        apply(
                List.of(WEB, API),
                List.of(),
                given("site", "api", "web")
                        .with(draft -> draft.streams = draft.streams.withStdin(new Stdin.Socket("web"))));
        engine.running(engine.find("site"));
        assertThat(engine.system.last().request.sockets().descriptors()).containsExactly(200, 201);
        assertThat(engine.system.last().request.sockets().stdin()).isEqualTo(OptionalInt.of(201));
        assertThat(environment())
                .containsEntry("LISTEN_FDS", "2")
                .containsEntry("LISTEN_FDNAMES", "api:web")
                .containsEntry("SERVER_STARTER_PORT", "run/api=3;127.0.0.1:8080=4");
    }

    @Test
    void who_names_none_is_given_none() {
        apply(List.of(WEB), List.of(), EngineFixture.spec("other"));
        engine.running(engine.find("other"));
        assertThat(engine.system.last().request.sockets().descriptors()).isEmpty();
        assertThat(environment()).doesNotContainKeys("LISTEN_FDS", "LISTEN_FDNAMES", "SERVER_STARTER_PORT");
    }

    @Test
    void a_socket_that_cannot_be_bound_is_tried_again_and_its_holder_named() {
        engine.system.sockets.listens(engine.system.stranger("nginx"), 8080);
        engine.listeners.refusal = Optional.of(new BindException("127.0.0.1:8080 is taken.", true));
        apply(List.of(WEB), List.of(), given("site", "web"));
        Service site = engine.find("site");
        site.start();
        assertThat(engine.state(site)).isEqualTo(ServiceState.BACKOFF);
        String problem = "Socket web: 127.0.0.1:8080 is taken. It is held by nginx, pid 100.";
        assertThat(site.status().cause()).isEqualTo(problem);
        assertThat(engine.controller.sockets()).containsExactly(new SocketStatus(WEB, false, problem));
        engine.listeners.refusal = Optional.empty();
        engine.advance(10);
        assertThat(engine.state(site)).isEqualTo(ServiceState.RUNNING);
        assertThat(engine.controller.sockets()).containsExactly(new SocketStatus(WEB, true, ""));
    }

    @Test
    void a_unix_socket_that_is_taken_names_its_holder_too() {
        engine.system.sockets.listens(engine.system.stranger("nginx"), folder.resolve("run/api"));
        engine.listeners.refusal = Optional.of(new BindException("run/api is taken.", true));
        apply(List.of(API), List.of(), given("site", "api"));
        engine.find("site").start();
        engine.loop.settle();
        assertThat(engine.find("site").status().cause())
                .isEqualTo("Socket api: run/api is taken. It is held by nginx, pid 100.");
    }

    @Test
    void restarting_one_by_one_stops_nobody_where_a_changed_socket_is_held_by_the_others() {
        apply(List.of(WEB), List.of(), given("site", "web").withInstances(2));
        engine.controller.services().forEach(engine::running);
        apply(
                List.of(SocketSpec.of("web", SocketPlace.Tcp.of("0.0.0.0:8080"))),
                List.of(),
                given("site", "web").withInstances(2));
        engine.system.sockets.listens(engine.system.last(), 8080);
        engine.listeners.refusal = Optional.of(new BindException("0.0.0.0:8080 is taken.", true));
        RollingRestart restart = engine.controller.restartRolling(
                engine.controller.services().stream().map(Service::id).toList(), progress -> {});
        engine.advance(1);
        assertThat(restart.outcome().toCompletableFuture()).isCompletedExceptionally();
        assertThatThrownBy(restart.outcome().toCompletableFuture()::join)
                .hasMessageContaining("site-1 was left running. Socket web: 0.0.0.0:8080 is taken. It is held by site-2"
                        + " (program, pid 101), which has it as it was before the change."
                        + " Restart all that have it together.");
        assertThat(engine.system.launched).hasSize(2).allMatch(process -> process.alive);

        engine.listeners.refusal = Optional.empty();
        restart = engine.controller.restartRolling(
                engine.controller.services().stream().map(Service::id).toList(), progress -> {});
        engine.advance(3);
        assertThat(restart.outcome().toCompletableFuture()).isCompleted();
        assertThat(engine.system.launched).hasSize(4);
    }

    @Test
    void restarting_one_by_one_stops_nobody_whose_proxy_has_the_socket_as_it_was() {
        apply(List.of(WEB), List.of(shop(given("site", "web"))));
        FakeSystem.FakeProcess proxy = proxyOfSites();
        FakeSystem.FakeProcess child = engine.system.forkedBy(proxy);
        proxy.says("{'status':'started','name':'site','pid':" + child.pid() + "}");
        engine.advance(2);
        apply(List.of(SocketSpec.of("web", SocketPlace.Tcp.of("0.0.0.0:8080"))), List.of(shop(given("site", "web"))));
        RollingRestart restart =
                engine.controller.restartRolling(List.of(engine.find("site").id()), progress -> {});
        engine.advance(1);
        assertThat(restart.outcome().toCompletableFuture()).isCompletedExceptionally();
        assertThatThrownBy(restart.outcome().toCompletableFuture()::join)
                .hasMessageContaining("site was left running. Its proxy runs without the socket web as it is now.");
        assertThat(proxy.commands).hasSize(1);
        assertThat(engine.state(engine.find("site"))).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void a_longer_queue_needs_no_other_socket() {
        apply(List.of(WEB), List.of(), given("site", "web"));
        engine.running(engine.find("site"));
        apply(List.of(new SocketSpec("web", WEB.place(), 7, WEB.extra())), List.of(), given("site", "web"));
        assertThat(engine.listeners.open).containsExactly("200 127.0.0.1:8080");
        assertThat(engine.listeners.backlogs).containsExactly("200 7");
        assertThat(engine.controller.sockets().get(0).spec().backlog()).isEqualTo(7);
    }

    @Test
    void a_socket_that_is_changed_or_removed_is_closed() {
        apply(List.of(WEB, API), List.of(), given("site", "web", "api"));
        engine.running(engine.find("site"));
        SocketSpec moved = SocketSpec.of("web", SocketPlace.Tcp.of("127.0.0.1:8081"));
        apply(List.of(moved, API), List.of(), given("site", "web", "api"));
        assertThat(engine.listeners.open).containsExactly("201 run/api");
        apply(List.of(moved), List.of(), given("site", "web"));
        assertThat(engine.listeners.open).isEmpty();
        engine.find("site").restart();
        engine.loop.settle();
        assertThat(engine.listeners.open).containsExactly("202 127.0.0.1:8081");
    }

    @Test
    void a_port_that_it_is_given_is_ready_once_connections_are_accepted() {
        Check.Port port = new Check.Port(Check.LOCAL, 8080);
        Readiness.Sign sign =
                new Readiness.Sign.Probed(new Probe(port, Readiness.DEFAULT_EVERY, Probe.DEFAULT_TIMEOUT));
        engine.ports.open(8080);
        engine.system.sockets.waiting = 1;
        apply(List.of(WEB), List.of(), given("site", "web").withHealth(Health.UNWATCHED.withReady(sign)));
        Service site = engine.find("site");
        engine.running(site);
        engine.advance(4.5);
        assertThat(site.status().ready()).isFalse();
        assertThat(site.status().cause()).isEqualTo("port 8080 gives no answer in 5 s");
        engine.system.sockets.waiting = 0;
        engine.advance(2);
        assertThat(engine.status(site).ready()).isTrue();
    }

    private static ProxySpec shop(ServiceSpec... services) {
        return ProxySpec.of("shop", new Command.Words(List.of("/bin/shop"))).withServices(List.of(services));
    }

    private FakeSystem.FakeProcess proxyOfSites() {
        engine.find("site").start();
        engine.loop.settle();
        FakeSystem.FakeProcess proxy = engine.system.last();
        proxy.says("{'status':'ready','pid':1,'protocol':2}");
        engine.loop.settle();
        return proxy;
    }

    @Test
    void a_proxy_inherits_what_its_services_are_given() {
        apply(List.of(WEB, API), List.of(shop(given("site", "web"), given("rest", "api"))));
        FakeSystem.FakeProcess proxy = proxyOfSites();
        assertThat(proxy.request.sockets().descriptors()).containsExactly(200, 201);
        assertThat(proxy.request.environment())
                .containsEntry("_CFK_SOCK_api", "6")
                .containsEntry("_CFK_SOCK_web", "7");
        assertThat(proxy.commands)
                .singleElement()
                .satisfies(
                        command -> assertThat(command).contains("\"sockets\":[\"web\"]", "\"LISTEN_FDNAMES\":\"web\""));
        FakeSystem.FakeProcess child = engine.system.forkedBy(proxy);
        proxy.says("{'status':'started','name':'site','pid':" + child.pid() + "}");
        engine.loop.settle();
        assertThat(engine.find("site").status().environment().orElseThrow())
                .containsEntry("LISTEN_FDS", "1")
                .doesNotContainKey("_CFK_SOCK_web");
    }

    @Test
    void a_socket_that_comes_later_needs_a_restart_of_the_proxy() {
        apply(List.of(WEB, API), List.of(shop(given("site", "web"), EngineFixture.spec("rest"))));
        FakeSystem.FakeProcess proxy = proxyOfSites();
        apply(List.of(WEB, API), List.of(shop(given("site", "web"), given("rest", "api"))));
        Service rest = engine.find("rest");
        CompletionStage<?> start = rest.start();
        engine.loop.settle();
        assertThat(start.toCompletableFuture()).isCompletedExceptionally();
        assertThat(rest.status().cause())
                .endsWith("runs without the socket api as it is now. Recycle or restart the proxy.");
        assertThat(engine.controller.environmentOfProxy("shop").orElseThrow().values())
                .containsKey("_CFK_SOCK_api");
        assertThat(engine.find("site")
                        .proxy()
                        .flatMap(engine.controller::proxy)
                        .orElseThrow()
                        .status()
                        .environment())
                .hasValueSatisfying(variables -> assertThat(variables).doesNotContainKey("_CFK_SOCK_api"));
        assertThat(proxy.commands).hasSize(1);
    }
}
