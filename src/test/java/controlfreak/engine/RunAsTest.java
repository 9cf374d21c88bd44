package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.rights.RunAs;
import controlfreak.model.status.ServiceState;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service as somebody else: what is asked of the system for it, and what is refused. */
class RunAsTest {
    private static final ServiceSpec MAIL = spec("web")
            .with(draft ->
                    draft.runAs = RunAs.PANEL.withUser(Optional.of("mail")).withUmask(Optional.of(027)));

    private static final String READY = "{'status':'ready','pid':9,'protocol':2}";

    @TempDir
    Path folder;

    private EngineFixture engine;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    @Test
    void theProcessIsPreparedAndHasTheUsersHome() {
        FakeSystem.FakeProcess process = engine.running(engine.service(MAIL));
        assertThat(process.request.prelude().account().orElseThrow().name()).isEqualTo("mail");
        assertThat(process.request.prelude().umask()).isEqualTo(OptionalInt.of(027));
        assertThat(process.request.environment())
                .containsAllEntriesOf(Map.of("HOME", "/var/mail", "USER", "mail", "LOGNAME", "mail"));
    }

    @Test
    void whatTheWorkspaceSaysOfTheHomeIsStronger() {
        ServiceSpec own = MAIL.withEnv(MAIL.env().with("HOME", "/srv/web"));
        assertThat(engine.running(engine.service(own)).request.environment()).containsEntry("HOME", "/srv/web");
    }

    @Test
    void aPanelThatMayNotRefusesForGood() {
        engine.privileges.mayChangeUser = false;
        Service web = engine.service(MAIL);
        web.start();
        engine.advance(60);
        assertThat(engine.system.launched).isEmpty();
        assertThat(engine.status(web).cause()).startsWith("The panel may not. It is not tried again by itself.");
        assertThat(engine.state(web)).isIn(ServiceState.FATAL, ServiceState.FAIL);
    }

    private FakeSystem.FakeProcess proxyOf(Service web) {
        web.start();
        engine.loop.settle();
        return engine.system.last();
    }

    private Service belowAProxy() {
        Proxy shop = engine.proxy(ProxySpec.of("shop", new Command.Text("proxy.py")));
        return engine.await(shop.addService(MAIL)).get(0);
    }

    @Test
    void aProxyIsAskedForItOnceItSaysThatItCan() {
        FakeSystem.FakeProcess proxy = proxyOf(belowAProxy());
        assertThat(proxy.commands).isEmpty();
        proxy.says(READY.replace("}", ",'rights':true}"));
        engine.loop.settle();
        assertThat(proxy.commands)
                .singleElement()
                .satisfies(start -> assertThat(start)
                        .contains(
                                "\"user\":\"mail\"",
                                "\"umask\":\"0027\"",
                                "\"HOME\":\"/var/mail\"",
                                "\"USER\":\"mail\"",
                                "\"LOGNAME\":\"mail\""));
    }

    @Test
    void whatItsProxySaysOfTheHomeIsStronger() {
        Proxy shop = engine.proxy(ProxySpec.of("shop", new Command.Text("proxy.py"))
                .withEnv(Environment.EMPTY.with("HOME", "/srv/shop")));
        FakeSystem.FakeProcess proxy =
                proxyOf(engine.await(shop.addService(MAIL)).get(0));
        proxy.says(READY.replace("}", ",'rights':true}"));
        engine.loop.settle();
        assertThat(proxy.commands)
                .singleElement()
                .satisfies(
                        start -> assertThat(start).contains("\"USER\":\"mail\"").doesNotContain("HOME"));
    }

    @Test
    void anOlderProxyIsNotAskedForItAtAll() {
        Service web = belowAProxy();
        FakeSystem.FakeProcess proxy = proxyOf(web);
        proxy.says(READY);
        engine.advance(60);
        assertThat(proxy.commands).noneMatch(line -> line.contains("start"));
        assertThat(engine.status(web).cause())
                .startsWith("Its proxy is an older one, which would run it as its own user")
                .endsWith("It is not tried again by itself.");
    }
}
