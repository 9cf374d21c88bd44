package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
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

    @Test
    void belowAProxyItIsRefusedAndTheProxyStaysAsItIs() {
        Proxy shop = engine.proxy(ProxySpec.of("shop", new Command.Text("proxy.py")));
        Service web = engine.await(shop.addService(MAIL)).get(0);
        web.start();
        engine.advance(60);
        assertThat(engine.system.launched).isEmpty();
        assertThat(engine.status(web).cause()).startsWith("The proxy shop forks it as its own user");
    }
}
