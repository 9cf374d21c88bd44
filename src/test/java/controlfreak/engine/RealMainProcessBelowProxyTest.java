package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.awaitState;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.Reach;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.ServiceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Daemons that real proxies start are followed. */
@EnabledOnOs(OS.LINUX)
class RealMainProcessBelowProxyTest {
    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    @BeforeEach
    void setUp() throws Exception {
        engine = new RealEngine(folder);
        Files.writeString(folder.resolve("daemon.pl"), """
                exit 0 if fork; setpgrp; exit 0 if fork;
                $| = 1; $SIG{TERM} = sub { print "ends\\n"; exit 0 };
                open F, '>', 'web.pid'; print F $$; close F;
                select undef, undef, undef, 0.05 while 1;
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "pl", "rb"})
    void aDaemonIsTheServiceFromItsPidFileOn(String language) throws Exception {
        isTheServiceFromItsPidFileOn(proxy(language));
    }

    /** The proxy adopts what its template forks, and no daemon: it would keep to itself how that ended. */
    @ParameterizedTest
    @ValueSource(strings = {"py", "pl", "rb"})
    void soItIsBelowATemplate(String language) throws Exception {
        Proxy shop = proxy(language);
        Service worker = shop.services().get(1);
        engine.done(worker.start());
        awaitLine(worker.log(), "up");
        engine.done(shop.refork(worker));
        isTheServiceFromItsPidFileOn(shop);
    }

    private Proxy proxy(String language) throws Exception {
        Files.writeString(folder.resolve("worker.py"), "import time\nprint('up')\nwhile True:\n    time.sleep(1)\n");
        Files.writeString(folder.resolve("worker.pl"), "print \"up\\n\"; select undef, undef, undef, 1 while 1;\n");
        Files.writeString(folder.resolve("worker.rb"), "puts 'up'\nloop { sleep 1 }\n");
        RestartPolicy once = new RestartPolicy(false, false, 0, Duration.ofMillis(300), Duration.ofSeconds(10));
        ServiceSpec web = ServiceSpec.of("web", new Command.Words(List.of("/usr/bin/perl", "daemon.pl")))
                .withRestart(once)
                .with(draft -> draft.control = draft.control.withPidFile(Optional.of("web.pid")));
        ServiceSpec worker = ServiceSpec.of("worker", new Command.Words(List.of("worker." + language)));
        return engine.done(
                engine.controller.addProxy(ProxySpec.of("shop", new Command.Text("cfk-share-mem-proxy." + language))
                        .withServices(List.of(web, worker))));
    }

    private void isTheServiceFromItsPidFileOn(Proxy shop) throws Exception {
        Service service = shop.services().get(0);
        engine.done(service.start());
        assertThat(service.status().pid()).hasValue(written());
        engine.done(service.signal(Signal.KILL, Reach.PROGRAM));
        awaitState(service, ServiceState.FAIL);
        assertThat(service.status().cause()).startsWith("killed by SIGKILL after ");
        engine.done(service.start());
        long main = written();
        engine.done(service.stop());
        assertThat(engine.table.facts(main)).isEmpty();
        awaitLine(service.log(), "ends");
        assertThat(service.status().lastExit())
                .hasValueSatisfying(exit -> assertThat(exit.text()).isEqualTo("exit 0"));
    }

    private long written() throws Exception {
        return Long.parseLong(Files.readString(folder.resolve("web.pid")).strip());
    }
}
