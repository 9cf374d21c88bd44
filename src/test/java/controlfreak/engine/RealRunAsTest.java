package controlfreak.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import controlfreak.log.LogLine;
import controlfreak.model.Ask;
import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Health;
import controlfreak.model.Probe;
import controlfreak.model.ProxySpec;
import controlfreak.model.Readiness;
import controlfreak.model.Reload;
import controlfreak.model.ServiceSpec;
import controlfreak.model.rights.Limit;
import controlfreak.model.rights.LimitRange;
import controlfreak.model.rights.RunAs;
import controlfreak.model.status.ServiceState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes of another user. */
@EnabledOnOs(OS.LINUX)
class RealRunAsTest {
    @TempDir
    Path folder;

    private RealEngine engine;

    @BeforeEach
    void setUp() {
        assumeThat(System.getProperty("user.name"))
                .as("only root may change the user")
                .isEqualTo("root");
        engine = new RealEngine(folder);
    }

    @AfterEach
    void tearDown() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    private Service service(String user, String script) throws Exception {
        return engine.done(engine.controller.addService(spec(user, script))).get(0);
    }

    private static ServiceSpec spec(String user, String script) {
        return ServiceSpec.of("web", new Command.Text(script)).with(draft -> {
            draft.cwd = Optional.of("/");
            draft.runAs = RunAs.PANEL
                    .withUser(Optional.of(user))
                    .withUmask(Optional.of(027))
                    .withLimits(Map.of(Limit.NOFILE, LimitRange.of(123)));
        });
    }

    @Test
    void itRunsWithTheUsersHomeAndIsStoppedWithAllThatItStarted() throws Exception {
        Service web = service(
                "daemon", "setsid sleep 1000 & echo \"$(id -un) $HOME $USER $(umask) $(ulimit -n)\"; wait; exit 1");
        engine.done(web.start());
        await().untilAsserted(() -> assertThat(web.log().newest(100))
                .extracting(LogLine::text)
                .contains("daemon /usr/sbin daemon 0027 123"));
        engine.done(web.stop());
        assertThat(web.status().state()).isEqualTo(ServiceState.STOPPED);
        assertThat(web.status().cause()).isEmpty();
    }

    @Test
    void whatIsRunBesideItRunsAsItsUser() throws Exception {
        Service web = service("daemon", "exec sleep 1000");
        ServiceSpec spec = web.spec().withName("beside").with(draft -> {
            draft.health = new Health(
                    Optional.of(new Readiness(
                            new Readiness.Sign.Probed(new Probe(
                                    new Check.Run(new Command.Text("test $(id -un) = daemon")),
                                    Duration.ofMillis(100),
                                    Duration.ofSeconds(30))),
                            Map.of())),
                    Optional.empty());
            draft.control = draft.control.withReload(Reload.of(new Ask.Run(new Command.Text("echo it is $(id -un)"))));
        });
        Service beside = engine.done(engine.controller.addService(spec)).get(0);
        engine.done(beside.start());
        await().until(() -> beside.status().ready());
        engine.done(beside.reload());
        await().untilAsserted(() ->
                assertThat(beside.log().newest(100)).extracting(LogLine::text).contains("reload: it is daemon"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "pl", "rb", "jvm"})
    void belowAProxyItIsTheSame(String language) throws Exception {
        String program = language.equals("jvm") ? "-jvm --no-train" : "." + language;
        Proxy shop = engine.done(
                engine.controller.addProxy(ProxySpec.of("shop", new Command.Text("cfk-share-mem-proxy" + program))));
        ServiceSpec spec = spec(
                "daemon", "setsid sleep 1000 & echo \"$(id -un) $HOME $USER $(umask) $(ulimit -n)\"; wait; exit 1");
        Service web = engine.done(shop.addService(spec)).get(0);
        engine.done(web.start());
        RealEngine.awaitLine(web.log(), "daemon /usr/sbin daemon 0027 123");
        engine.done(web.stop());
        assertThat(web.status().state()).isEqualTo(ServiceState.STOPPED);
        assertThat(web.status().cause()).isEmpty();

        Service nobody = engine.done(
                        shop.addService(spec("no-such-user", "sleep 1000").withName("nobody")))
                .get(0);
        assertThatThrownBy(() -> engine.done(nobody.start()))
                .hasMessageContaining("There is no user no-such-user on this system. It is not tried again by itself.");
        engine.done(shop.shutdown());
    }

    @Test
    void whoIsNotThereIsNamedAndNotTriedAgain() throws Exception {
        Service web = service("no-such-user", "sleep 1000");
        assertThatThrownBy(() -> engine.done(web.start()))
                .hasMessageContaining("There is no user no-such-user on this system.");
    }
}
