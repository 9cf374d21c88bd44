package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeProxies.FakeProxy;
import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.status.ChangeoverStatus;
import controlfreak.model.status.ChangeoverStatus.Kind;
import controlfreak.model.status.ChangeoverStatus.Phase;
import controlfreak.model.status.ProxyGeneration.StaleFiles;
import controlfreak.model.status.ProxyGeneration.Template;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.RollingStatus;
import controlfreak.model.status.ServiceState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReforkTest {
    private static final String BACK = "{\"command\":\"refork\"}\n";

    @TempDir
    Path folder;

    private EngineFixture engine;
    private FakeProxies proxies;
    private Proxy shop;
    private FakeProxy process;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
        proxies = new FakeProxies(engine);
        shop = engine.proxy(ProxySpec.of("shop", new Command.Text("proxy.py"))
                .withServices(List.of(spec("web").withInstances(3))));
        shop.services().forEach(Service::start);
        engine.loop.settle();
        process = proxies.get(1);
        process.isReady();
        proxies.advance(1);
    }

    private CompletableFuture<ProxyStatus> refork(String template) {
        CompletableFuture<ProxyStatus> stage =
                shop.refork(engine.find(template)).toCompletableFuture();
        proxies.answer();
        return stage;
    }

    private List<Long> pids() {
        return shop.services().stream()
                .map(service -> service.status().pid().orElse(0))
                .toList();
    }

    @Test
    void theOthersAreRestartedFromTheTemplateOneByOne() {
        List<Long> before = pids();
        CompletableFuture<ProxyStatus> reforked = refork("web-2");
        assertThat(process.process.commands).contains("{\"command\":\"refork\",\"name\":\"web-2\"}\n");
        assertThat(shop.status().changeover())
                .contains(new ChangeoverStatus(
                        Kind.REFORK,
                        Phase.MOVING,
                        engine.loop.now(),
                        new RollingStatus(0, 2, Optional.of(engine.find("web-1").id()))));
        assertThat(shop.status().generation().template())
                .contains(new Template("web-2", engine.loop.now(), OptionalLong.of(99), OptionalLong.of(120L << 20)));
        proxies.advance(0.5);
        assertThat(pids().get(2)).isEqualTo(before.get(2));
        proxies.advance(1.5);
        assertThat(reforked.getNow(null).state()).isEqualTo(ProxyState.UP);
        assertThat(shop.status().changeover()).isEmpty();
        assertThat(pids().get(1)).isEqualTo(before.get(1));
        assertThat(pids()).doesNotContain(before.get(0), before.get(2));
        assertThat(engine.log(shop)).last().isEqualTo("forks from web-2");
    }

    @Test
    void aProxyThatCannotSaysWhy() {
        proxies.reforked = name -> "{'status':'refused','command':'refork','name':'web-2','reason':'it has threads'}";
        List<Long> before = pids();
        assertThat(engine.reason(refork("web-2"))).isEqualTo("The proxy shop: it has threads.");
        assertThat(shop.status().cause()).isEqualTo("not reforked: it has threads");
        assertThat(shop.status().changeover()).isEmpty();
        assertThat(pids()).isEqualTo(before);
    }

    @Test
    void isRefusedWhereItMakesNoSense() {
        Service other = engine.service(spec("other"));
        assertThat(engine.reason(shop.refork(other).toCompletableFuture()))
                .isEqualTo("other is not a service of the proxy shop.");
        engine.find("web-3").stop();
        proxies.answer();
        assertThat(engine.reason(refork("web-3"))).isEqualTo("web-3 is not running.");
        process.process.says("{'status':'ready','protocol':2}");
        assertThat(engine.reason(refork("web-1")))
                .isEqualTo("The proxy shop does not say that it can fork from a worker.");
        assertThat(process.process.commands).noneMatch(command -> command.contains("refork"));
    }

    @Test
    void goesBackWhereAWorkerDoesNotComeUpFromTheTemplate() {
        proxies.dying = (proxy, name) ->
                name.equals("web-3") && shop.status().generation().template().isPresent();
        List<Long> before = pids();
        CompletableFuture<ProxyStatus> reforked = refork("web-2");
        long moved = pids().get(0);
        proxies.advance(1);
        assertThat(process.process.commands).contains(BACK);
        assertThat(shop.status().generation().template()).isEmpty();
        assertThat(shop.status().changeover().orElseThrow().phase()).isEqualTo(Phase.GOING_BACK);
        proxies.advance(1);
        assertThat(engine.reason(reforked)).startsWith("The proxy shop: web-3: exit 1");
        assertThat(shop.status().changeover()).isEmpty();
        assertThat(pids().get(0)).isNotIn(before.get(0), moved);
        assertThat(pids().get(1)).isEqualTo(before.get(1));
        assertThat(shop.services()).allMatch(service -> service.status().state() == ServiceState.RUNNING);
    }

    @Test
    void goesBackWhereTheTemplateDiesMeanwhile() {
        CompletableFuture<ProxyStatus> reforked = refork("web-2");
        proxies.advance(0.5);
        process.process.says("{'status':'reforked','pid':9}");
        proxies.advance(2);
        assertThat(engine.reason(reforked)).contains("the template has ended");
        assertThat(process.process.commands).doesNotContain(BACK);
        assertThat(shop.services()).allMatch(service -> service.status().state() == ServiceState.RUNNING);
    }

    @Test
    void aTemplateThatDiesLaterIsNoLongerToldOf() {
        refork("web-2");
        proxies.advance(2);
        process.process.says("{'status':'reforked','pid':9}");
        engine.loop.settle();
        assertThat(shop.status().generation().template()).isEmpty();
        assertThat(shop.status().state()).isEqualTo(ProxyState.UP);
    }

    @Test
    void whereNoAnswerComesItCanBeCancelled() {
        proxies.reforked = name -> "{'status':'stale','count':0}";
        CompletableFuture<ProxyStatus> reforked = refork("web-2");
        proxies.advance(60);
        assertThat(shop.status().changeover().orElseThrow().phase()).isEqualTo(Phase.PREPARING);
        CompletableFuture<ProxyStatus> cancelled = shop.cancelChangeover().toCompletableFuture();
        proxies.advance(0.1);
        assertThat(cancelled).isCompleted();
        assertThat(process.process.commands).last().isEqualTo(BACK);
        assertThat(engine.reason(reforked)).contains("cancelled");
    }

    @Test
    void endsWithTheProxyThatDiesMeanwhile() {
        CompletableFuture<ProxyStatus> reforked = refork("web-2");
        process.dies(9);
        assertThat(engine.reason(reforked)).isEqualTo("The proxy shop: killed by SIGKILL after 1 s.");
        assertThat(shop.status().changeover()).isEmpty();
        proxies.advance(1);
        proxies.get(2).isReady();
        proxies.advance(1);
        assertThat(proxies.runners(shop)).containsExactly("2", "2", "2");
    }

    @Test
    void aRecyclingAfterwardsForksFromTheNewProcessItself() {
        refork("web-2");
        proxies.advance(2);
        shop.recycle();
        proxies.answer();
        proxies.get(2).isReady();
        proxies.advance(3);
        assertThat(proxies.runners(shop)).containsExactly("2", "2", "2");
        assertThat(shop.status().generation().template()).isEmpty();
    }

    @Test
    void filesThatChangedAreToldUntilTheyAreLoadedAnew() {
        process.process.says("{'status':'stale','count':2,'files':['/app/shop.py','/app/cart.py']}");
        engine.loop.settle();
        assertThat(shop.status().generation().stale())
                .contains(new StaleFiles(2, List.of("/app/shop.py", "/app/cart.py")));
        process.process.says("{'status':'stale','count':0,'files':[]}");
        engine.loop.settle();
        assertThat(shop.status().generation().stale()).isEmpty();
        process.process.says("{'status':'stale','count':1,'files':['/app/shop.py']}");
        shop.recycle();
        proxies.answer();
        proxies.get(2).isReady();
        assertThat(shop.status().generation().stale()).isEmpty();
    }
}
