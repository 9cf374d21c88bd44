package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.Origin;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControllerTest {
    @TempDir
    Path folder;

    private EngineFixture engine;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    private void apply(Workspace workspace) {
        engine.await(engine.controller.apply(workspace, folder));
    }

    private List<String> names() {
        engine.loop.settle();
        return engine.controller.services().stream()
                .map(service -> service.id().name())
                .toList();
    }

    private static Workspace shop(int instances) {
        return Workspace.EMPTY
                .withProxy(ProxySpec.of("shop", new Command.Text("proxy.py")))
                .withService(Optional.of("shop"), spec("web").withInstances(instances))
                .withService(Optional.empty(), spec("redis"));
    }

    @Test
    void makesTheWorkspaceTrueWithoutStartingAnything() {
        apply(shop(2));
        assertThat(names()).containsExactly("web-1", "web-2", "redis");
        assertThat(engine.controller.proxy("shop").orElseThrow().services()).hasSize(2);
        assertThat(engine.system.launched).isEmpty();
    }

    @Test
    void scalesWithoutTouchingWhatRuns() {
        apply(shop(2));
        FakeProcess redis = engine.running(engine.find("redis"));
        apply(shop(4));
        assertThat(names()).containsExactly("web-1", "web-2", "web-3", "web-4", "redis");
        assertThat(redis.signals).isEmpty();
        apply(shop(1));
        assertThat(names()).containsExactly("web", "redis");
    }

    @Test
    void whatIsGoneIsStoppedThenForgotten() {
        apply(shop(1));
        FakeProcess redis = engine.running(engine.find("redis"));
        redis.obeysTerm = false;
        CompletableFuture<Void> applied =
                engine.controller.apply(shop(1).withoutService("redis"), folder).toCompletableFuture();
        engine.loop.settle();
        assertThat(applied).isNotDone();
        assertThat(engine.state(engine.find("redis"))).isEqualTo(ServiceState.STOPPING);
        engine.advance(2.1);
        assertThat(applied).isDone();
        assertThat(names()).containsExactly("web");
        assertThat(engine.alive).isEmpty();
    }

    @Test
    void whatIsWishedForAgainWhileItStopsStays() {
        apply(shop(1));
        FakeProcess redis = engine.running(engine.find("redis"));
        redis.obeysTerm = false;
        engine.controller.apply(shop(1).withoutService("redis"), folder);
        engine.loop.settle();
        engine.controller.apply(shop(1), folder);
        engine.advance(3);
        assertThat(names()).containsExactly("web", "redis");
        assertThat(engine.state(engine.find("redis"))).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void aServiceThatMovesToAnotherProxyIsStoppedFirst() {
        Workspace before = shop(1).withProxy(ProxySpec.of("other", new Command.Text("other.py")));
        apply(before);
        Workspace after = before.withoutService("redis").withService(Optional.of("other"), spec("redis"));
        FakeProcess redis = engine.running(engine.find("redis"));
        apply(after);
        assertThat(redis.alive).isFalse();
        assertThat(engine.find("redis").proxy()).hasValue("other");
        assertThat(engine.state(engine.find("redis"))).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void aProxyThatIsGoneTakesItsServicesWithIt() {
        apply(shop(1));
        engine.find("web").start();
        engine.loop.settle();
        FakeProcess proxy = engine.system.last();
        engine.controller.destroyProxy("shop");
        engine.advance(10);
        assertThat(proxy.alive).isFalse();
        assertThat(engine.controller.proxies()).isEmpty();
        assertThat(names()).containsExactly("redis");
        assertThat(engine.loop.delayedTasks()).isZero();
    }

    @Test
    void newSettingsHoldFromTheNextStart() {
        apply(shop(1));
        FakeProcess first = engine.running(engine.find("redis"));
        apply(shop(1).withServiceReplaced("redis", spec("redis").withEnv(Environment.EMPTY.with("PORT", "0"))));
        assertThat(first.request.environment()).doesNotContainKey("PORT");
        assertThat(engine.controller
                        .environmentOf(EngineFixture.id("redis"))
                        .orElseThrow()
                        .values())
                .containsEntry("PORT", "0");
        engine.find("redis").restart();
        engine.advance(1);
        assertThat(engine.system.last().request.environment()).containsEntry("PORT", "0");
    }

    @Test
    void whatIsForThePanelsProcessAloneIsNeitherPassedOnNorShown() {
        apply(shop(1));
        engine.running(engine.find("redis"));
        var shown = engine.controller
                .environmentOf(EngineFixture.id("redis"))
                .orElseThrow()
                .values();
        assertThat(engine.system.last().request.environment())
                .containsEntry("HOME", "/home/op")
                .doesNotContainKey("NOTIFY_SOCKET")
                .containsAllEntriesOf(shown)
                .hasSize(shown.size() + 1)
                .as("the mark of its run")
                .containsKey("CONTROL_FREAK_RUN");
    }

    @Test
    void variablesComeInTheirOrder() {
        Workspace workspace = new Workspace(
                        Environment.EMPTY
                                .with("A", "workspace")
                                .with("B", "workspace")
                                .withRemoved("HOME"),
                        List.of(),
                        List.of(),
                        java.util.Map.of())
                .withProxy(ProxySpec.of("shop", new Command.Text("proxy.py"))
                        .withEnv(Environment.EMPTY.with("B", "proxy").with("C", "proxy")))
                .withService(Optional.of("shop"), spec("web").withEnv(Environment.EMPTY.with("C", "service")));
        apply(workspace);
        var environment =
                engine.controller.environmentOf(EngineFixture.id("web")).orElseThrow();
        assertThat(environment.values())
                .containsEntry("A", "workspace")
                .containsEntry("B", "proxy")
                .containsEntry("C", "service")
                .containsEntry("CONTROL_FREAK_SERVICE", "web")
                .containsEntry("PATH", "/opt/proxies:/usr/bin")
                .doesNotContainKey("HOME");
        assertThat(environment.variables())
                .filteredOn(variable -> variable.name().equals("B"))
                .singleElement()
                .satisfies(variable -> assertThat(variable.winner().origin()).isEqualTo(Origin.PROXY));
    }

    @Test
    void aWorkingFolderStartsFromTheWorkspaces() {
        apply(Workspace.EMPTY
                .withService(Optional.empty(), spec("a"))
                .withService(Optional.empty(), spec("b").withCwd(Optional.of("sub/../deep")))
                .withService(Optional.empty(), spec("c").withCwd(Optional.of("/srv"))));
        for (String name : List.of("a", "b", "c")) {
            engine.find(name).start();
            engine.loop.settle();
        }
        assertThat(engine.system.launched)
                .extracting(process -> process.request.folder())
                .containsExactly(folder, folder.resolve("deep"), Path.of("/srv"));
    }

    @Test
    void aListenerHearsWhatIsAndWhatChanges() {
        apply(shop(1));
        List<String> heard = new ArrayList<>();
        StatusListener listener = new StatusListener() {
            @Override
            public void serviceChanged(ServiceStatus status) {
                heard.add(status.id() + " " + status.state());
            }

            @Override
            public void serviceRemoved(ServiceId id) {
                heard.add(id + " removed");
            }

            @Override
            public void proxyChanged(ProxyStatus status) {
                heard.add(status.name() + " " + status.state());
            }

            @Override
            public void proxyRemoved(String name) {
                heard.add(name + " removed");
            }
        };
        engine.controller.subscribe(new StatusListener() {
            @Override
            public void serviceChanged(ServiceStatus status) {
                throw new IllegalStateException("A listener of the test fails on purpose.");
            }

            @Override
            public void serviceRemoved(ServiceId id) {}

            @Override
            public void proxyChanged(ProxyStatus status) {}

            @Override
            public void proxyRemoved(String name) {}
        });
        engine.controller.subscribe(listener);
        engine.loop.settle();
        assertThat(heard).containsExactly("shop DOWN", "web STOPPED", "redis STOPPED");
        heard.clear();
        engine.find("redis").start();
        engine.loop.settle();
        assertThat(heard).contains("redis STARTING");
        heard.clear();
        engine.controller.apply(Workspace.EMPTY, folder);
        engine.advance(1);
        assertThat(heard).contains("redis STOPPED", "redis removed", "web removed", "shop removed");
        engine.controller.unsubscribe(listener);
        engine.loop.settle();
        heard.clear();
        apply(shop(1));
        assertThat(heard).isEmpty();
    }

    @Test
    void stopAllEndsEverything() {
        apply(shop(2));
        engine.running(engine.find("redis"));
        engine.find("web-1").start();
        engine.loop.settle();
        CompletableFuture<Void> stopped = engine.controller.stopAll().toCompletableFuture();
        engine.advance(10);
        assertThat(stopped).isCompleted();
        assertThat(engine.system.launched).noneMatch(process -> process.alive);
    }

    @Test
    void refusesNamesThatAreTaken() {
        apply(shop(2));
        CompletableFuture<List<Service>> taken =
                engine.controller.addService(spec("web-2")).toCompletableFuture();
        CompletableFuture<Void> unknown =
                engine.controller.destroyProxy("nobody").toCompletableFuture();
        engine.loop.settle();
        assertThat(taken.handle((value, failure) -> failure.getCause().getMessage())
                        .join())
                .isEqualTo("Two services would run a process named \"web-2\".");
        assertThat(unknown.handle((value, failure) -> failure.getCause().getMessage())
                        .join())
                .isEqualTo("There is no proxy named nobody.");
        assertThat(names()).hasSize(3);
    }

    @Test
    void saysWhenAnEditIsTakenIn() {
        engine.controller.apply(shop(1), folder);
        CompletableFuture<Boolean> found = engine.controller
                .takenIn()
                .thenApply(done ->
                        engine.controller.service(EngineFixture.id("redis")).isPresent())
                .toCompletableFuture();
        assertThat(found).isNotDone();
        engine.loop.settle();
        assertThat(found.join()).isTrue();
    }

    @Test
    void destroysAServiceByItsVerb() {
        Proxy shop = engine.proxy(ProxySpec.of("shop", new Command.Text("proxy.py")));
        Service web = engine.await(shop.addService(spec("web"))).get(0);
        Service stray = engine.service(ServiceSpec.of("stray", new Command.Text("stray")));
        CompletableFuture<Void> foreign = shop.destroyService(stray).toCompletableFuture();
        assertThat(foreign).isCompletedExceptionally();
        engine.await(shop.destroyService(web));
        engine.loop.settle();
        assertThat(shop.services()).isEmpty();
    }
}
