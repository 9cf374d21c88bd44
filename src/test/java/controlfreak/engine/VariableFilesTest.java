package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.EnvironmentFile.Dialect;
import controlfreak.model.Origin;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariableFilesTest {
    private static final String READY = "{'status':'ready','pid':9,'protocol':2,'env':{'DEBUG':'1'}}";

    @TempDir
    Path folder;

    private EngineFixture engine;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    private static List<EnvironmentFile> file(String name) {
        return List.of(new EnvironmentFile(name, Dialect.COMPOSE));
    }

    private static Environment say(String name, String value) {
        return Environment.EMPTY.with(name, value);
    }

    private void apply(Environment own, List<EnvironmentFile> files, List<ProxySpec> proxies, ServiceSpec... alone) {
        engine.await(engine.controller.apply(
                new Workspace(own, files, List.of(), proxies, List.of(alone), Map.of()), folder));
    }

    @Test
    void aLevelsFilesAreWeakerThanItsOwnWordAndStrongerThanWeakerLevels() {
        engine.files.there.put("all.env", say("A", "all").with("B", "all").with("C", "all"));
        engine.files.there.put("web.env", say("B", "web").with("C", "web").with("D", "web"));
        engine.files.there.put("last.env", say("D", "last"));
        ServiceSpec web = spec("web").with(service -> {
            service.envFiles = List.of(file("web.env").get(0), file("last.env").get(0));
            service.env = say("C", "own").withRemoved("HOME");
        });
        apply(say("A", "own"), file("all.env"), List.of(), web);
        engine.find("web").start();
        engine.loop.settle();
        assertThat(engine.system.last().request.environment())
                .containsEntry("A", "own")
                .containsEntry("B", "web")
                .containsEntry("C", "own")
                .containsEntry("D", "last")
                .doesNotContainKey("HOME");
        assertThat(engine.controller.environmentOf(new ServiceId("web", 0)).orElseThrow().variables().stream()
                        .filter(variable -> variable.name().equals("B"))
                        .map(variable -> variable.winner())
                        .toList())
                .allSatisfy(winner -> {
                    assertThat(winner.origin()).isEqualTo(Origin.SERVICE);
                    assertThat(winner.file().orElseThrow().file()).isEqualTo(folder.resolve("web.env"));
                });
    }

    @Test
    void theyAreReadAtEachStart() {
        engine.files.there.put("web.env", say("A", "1"));
        apply(Environment.EMPTY, List.of(), List.of(), spec("web").with(web -> web.envFiles = file("web.env")));
        Service web = engine.find("web");
        engine.running(web);
        engine.files.there.put("web.env", say("A", "2"));
        web.restart();
        engine.advance(2);
        assertThat(engine.state(web)).isEqualTo(ServiceState.RUNNING);
        assertThat(web.status().environment().orElseThrow()).containsEntry("A", "2");
    }

    @Test
    void aMissingFileRefusesTheStartUnlessItMayBeMissing() {
        ServiceSpec web = spec("web").with(service -> service.envFiles = file("web.env"));
        apply(Environment.EMPTY, List.of(), List.of(), web);
        CompletableFuture<ServiceStatus> started = engine.find("web").start().toCompletableFuture();
        engine.loop.settle();
        assertThat(engine.system.launched).isEmpty();
        assertThat(engine.reason(started)).contains("web.env is not there");
        apply(
                Environment.EMPTY,
                List.of(),
                List.of(),
                web.with(service ->
                        service.envFiles = List.of(file("web.env").get(0).withOptional(true))));
        engine.running(engine.find("web"));
    }

    @Test
    void aDiskThatGivesNoAnswerIsNotWaitedForForEver() {
        engine.files.hangs = true;
        apply(Environment.EMPTY, List.of(), List.of(), spec("web").with(web -> web.envFiles = file("web.env")));
        Service web = engine.find("web");
        CompletableFuture<ServiceStatus> started = web.start().toCompletableFuture();
        engine.loop.settle();
        assertThat(web.status().state()).isEqualTo(ServiceState.STARTING);
        assertThat(web.status().cause()).isEqualTo("reads its files of variables");
        engine.advance(11);
        assertThat(engine.reason(started))
                .contains(folder.resolve("web.env") + " could not be read within 10 s. The disk may not answer.");
        assertThat(engine.system.launched).isEmpty();
        engine.files.unanswered.forEach(Runnable::run);
        engine.loop.settle();
        assertThat(engine.system.launched).isEmpty();
    }

    @Test
    void aStartThatWaitsForItsFilesIsStoppedAtOnce() {
        engine.files.hangs = true;
        engine.files.there.put("web.env", Environment.EMPTY);
        apply(Environment.EMPTY, List.of(), List.of(), spec("web").with(web -> web.envFiles = file("web.env")));
        Service web = engine.find("web");
        web.start();
        engine.loop.settle();
        assertThat(engine.await(web.stop()).state()).isEqualTo(ServiceState.STOPPED);
        engine.files.unanswered.forEach(Runnable::run);
        engine.loop.settle();
        assertThat(engine.system.launched).isEmpty();
        assertThat(engine.loop.delayedTasks()).isZero();
    }

    private void withShop() {
        engine.files.there.put("all.env", say("A", "1"));
        engine.files.there.put("shop.env", say("B", "1"));
        engine.files.there.put("web.env", say("C", "1").with("DEBUG", "2"));
        ProxySpec shop = ProxySpec.of("shop", new Command.Text("proxy.py")).with(proxy -> {
            proxy.envFiles = file("shop.env");
            proxy.services = List.of(spec("web").with(web -> {
                web.envFiles = file("web.env");
                web.env = say("PORT", "${80+instance}");
            }));
        });
        apply(Environment.EMPTY, file("all.env"), List.of(shop));
    }

    @Test
    void aProxysFilesHoldFromItsRunAndAChildsFromItsStart() {
        withShop();
        Service web = engine.find("web");
        web.start();
        engine.loop.settle();
        FakeProcess proxy = engine.system.last();
        assertThat(proxy.request.environment()).containsEntry("A", "1").containsEntry("B", "1");
        proxy.says(READY);
        engine.loop.settle();
        assertThat(proxy.commands.get(0))
                .contains("\"env\":{\"C\":\"1\",\"DEBUG\":\"2\",\"PORT\":\"81\",\"CONTROL_FREAK_ENABLED\"");
        FakeProcess child = engine.system.forkedBy(proxy);
        engine.files.there.put("web.env", say("C", "9"));
        proxy.says("{'status':'started','name':'web','pid':" + child.pid() + "}");
        engine.loop.settle();
        assertThat(web.status().environment().orElseThrow())
                .containsEntry("A", "1")
                .containsEntry("B", "1")
                .containsEntry("C", "1")
                .containsEntry("DEBUG", "2")
                .containsEntry("PORT", "81");
    }

    @Test
    void aProxyWhoseFileIsMissingFailsWithTheReason() {
        withShop();
        engine.files.there.remove("shop.env");
        CompletableFuture<ProxyStatus> up =
                engine.controller.proxy("shop").orElseThrow().run().toCompletableFuture();
        engine.loop.settle();
        assertThat(engine.reason(up)).isEqualTo("The proxy shop: shop.env is not there.");
        assertThat(engine.system.launched).isEmpty();
    }

    @Test
    void aProxyThatReadsItsFilesCanBeShutDown() {
        withShop();
        engine.files.hangs = true;
        Proxy shop = engine.controller.proxy("shop").orElseThrow();
        CompletableFuture<ProxyStatus> up = shop.run().toCompletableFuture();
        engine.loop.settle();
        assertThat(shop.status().state()).isEqualTo(ProxyState.PRELOADING);
        assertThat(shop.status().cause()).isEqualTo("reads its files of variables");
        assertThat(engine.await(shop.shutdown()).state()).isEqualTo(ProxyState.DOWN);
        assertThat(engine.reason(up)).isEqualTo("The proxy shop was stopped.");
        engine.files.unanswered.forEach(Runnable::run);
        engine.loop.settle();
        assertThat(engine.system.launched).isEmpty();
        engine.files.hangs = false;
        shop.run();
        engine.loop.settle();
        assertThat(engine.system.launched).hasSize(1);
    }

    @Test
    void aRestartOfAProxyThatReadsItsFilesReadsThemAnew() {
        withShop();
        engine.files.hangs = true;
        Proxy shop = engine.controller.proxy("shop").orElseThrow();
        shop.run();
        engine.loop.settle();
        engine.files.hangs = false;
        shop.restart();
        engine.loop.settle();
        assertThat(engine.system.launched).hasSize(1);
        assertThat(engine.files.reads).isEqualTo(2);
    }

    @Test
    void aRecycledProxyHasItsFilesOfNow() {
        withShop();
        Proxy shop = engine.controller.proxy("shop").orElseThrow();
        shop.run();
        engine.loop.settle();
        engine.system.last().says(READY);
        engine.loop.settle();
        engine.files.there.put("shop.env", say("B", "2"));
        engine.files.hangs = true;
        CompletableFuture<ProxyStatus> recycled = shop.recycle().toCompletableFuture();
        CompletableFuture<ProxyStatus> twice = shop.recycle().toCompletableFuture();
        engine.loop.settle();
        engine.files.unanswered.forEach(Runnable::run);
        engine.loop.settle();
        assertThat(engine.system.last().request.environment()).containsEntry("B", "2");
        assertThat(engine.system.launched).hasSize(2);
        assertThat(recycled).isNotDone();
        assertThat(engine.reason(twice)).isEqualTo("The proxy shop is being recycled already.");
    }

    @Test
    void whatIsMadeOfTheInstancesNumberIsInCommandFolderAndVariables() {
        ServiceSpec web = ServiceSpec.of("web", new Command.Words(List.of("serve", "${9100+instance}")))
                .with(service -> {
                    service.instances = 2;
                    service.cwd = Optional.of("data-${instance}");
                    service.env = say("PORT", "${9100+instance}");
                });
        apply(Environment.EMPTY, List.of(), List.of(), web);
        engine.find("web-2").start();
        engine.loop.settle();
        assertThat(engine.system.last().request.command()).containsExactly("serve", "9102");
        assertThat(engine.system.last().request.folder()).isEqualTo(folder.resolve("data-2"));
        assertThat(engine.system.last().request.environment())
                .containsEntry("PORT", "9102")
                .containsEntry("CONTROL_FREAK_INSTANCE", "2");
        apply(Environment.EMPTY, List.of(), List.of(), web.withEnv(say("PORT", "${9200+instance}")));
        assertThat(engine.controller
                        .environmentOf(new ServiceId("web", 2))
                        .orElseThrow()
                        .values())
                .containsEntry("PORT", "9202");
    }
}
