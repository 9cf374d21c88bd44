package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.awaitState;
import static controlfreak.engine.RealEngine.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Health;
import controlfreak.model.Probe;
import controlfreak.model.Reach;
import controlfreak.model.Readiness;
import controlfreak.model.Readiness.Sign;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.ServiceState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs that people run as daemons, or upgrade while they serve, of those that are installed. */
@EnabledOnOs(OS.LINUX)
class RealDaemonsTest {
    private static final RestartPolicy ONCE =
            new RestartPolicy(false, false, 0, Duration.ofMillis(500), Duration.ofSeconds(20));

    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    private int port;

    @BeforeEach
    void setUp() throws Exception {
        engine = new RealEngine(folder);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    private static void needs(String... programs) {
        for (String program : programs) {
            assumeTrue(
                    Stream.of("/usr/bin", "/usr/sbin", "/bin")
                            .anyMatch(path -> Files.isExecutable(Path.of(path, program))),
                    program);
        }
    }

    private Service start(String command, Optional<String> pidFile) throws Exception {
        Service web = add(command, pidFile);
        engine.done(web.start());
        return web;
    }

    private Service add(String command, Optional<String> pidFile) throws Exception {
        Probe probe = new Probe(new Check.Port("127.0.0.1", port), Duration.ofMillis(200), Probe.DEFAULT_TIMEOUT);
        ServiceSpec spec = ServiceSpec.of("web", new Command.Text(command))
                .withRestart(ONCE)
                .withHealth(Health.UNWATCHED.withReady(new Sign.Probed(probe)))
                .with(draft -> draft.control = draft.control.withPidFile(pidFile));
        return engine.done(engine.controller.addService(spec)).get(0);
    }

    private long written(String file) throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve(file)).get(0).strip());
    }

    private static long pid(Service service) {
        return service.status().pid().orElse(0);
    }

    private void nginxConfiguration() throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(folder.resolve("nginx.conf"), """
                worker_processes 2;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events {}
                http { access_log off; server { listen 127.0.0.1:%2$d; location / { return 200 "ok"; } } }
                """.formatted(folder, port));
    }

    private String nginx() throws IOException {
        nginxConfiguration();
        // It executes itself by the name that it was started by, without PATH.
        return "/usr/sbin/nginx -p " + folder + " -c " + folder.resolve("nginx.conf");
    }

    @Test
    void nginxInTheBackgroundIsUpgraded() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/nginx")), "nginx");
        Service web = start(nginx(), Optional.of("nginx.pid"));
        long first = written("nginx.pid");
        assertThat(pid(web)).isEqualTo(first);
        upgradeNginx(web, first);
        engine.done(web.restart());
        assertThat(pid(web)).isEqualTo(written("nginx.pid"));
        long last = pid(web);
        engine.done(web.stop());
        assertThat(engine.table.facts(last)).isEmpty();
        assertThat(web.status().state()).isEqualTo(ServiceState.STOPPED);
        assertThat(web.status().cause()).isEmpty();
    }

    private void upgradeNginx(Service web, long first) throws Exception {
        engine.done(web.signal(Signal.USR2, Reach.PROGRAM));
        await().until(() -> written("nginx.pid") != first);
        engine.done(web.signal(Signal.WINCH, Reach.PROGRAM));
        engine.done(web.signal(Signal.QUIT, Reach.PROGRAM));
        await().until(() -> pid(web) == written("nginx.pid"));
        assertThat(web.status().state()).isEqualTo(ServiceState.RUNNING);
        assertThat(web.status().ready()).isTrue();
    }

    /** It has no use for another input, and nobody is told so. */
    @Test
    void nginxInTheBackgroundIsToldHowToStayInFront() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/nginx")), "nginx");
        Service web = add(nginx(), Optional.empty());
        web.start();
        awaitState(web, ServiceState.FAIL);
        assertThat(web.status().cause())
                .startsWith("went to the background (nginx, pid ")
                .endsWith("run it in the foreground: nginx -g 'daemon off;'");
        assertThat(lines(web.log())).noneMatch(line -> line.contains("standard input"));
    }

    @Test
    void unicornIsUpgraded() throws Exception {
        needs("unicorn");
        Files.writeString(folder.resolve("config.ru"), "run ->(e) { [200, {}, ['ok']] }\n");
        Files.writeString(folder.resolve("u.rb"), "listen '127.0.0.1:" + port + "'\npid '" + folder + "/u.pid'\n");
        upgrade(start("unicorn -c u.rb config.ru", Optional.empty()), "u.pid", Signal.QUIT);
    }

    @Test
    void gunicornIsUpgraded() throws Exception {
        needs("gunicorn");
        Files.writeString(folder.resolve("app.py"), "def site(e, s):\n    s('200 OK', [])\n    return [b'ok']\n");
        upgrade(start("gunicorn -b 127.0.0.1:" + port + " -p g.pid app:site", Optional.empty()), "g.pid", Signal.QUIT);
    }

    private void upgrade(Service web, String pidFile, Signal quit) throws Exception {
        long first = pid(web);
        await().until(() -> written(pidFile) == first);
        engine.done(web.signal(Signal.USR2, Reach.PROGRAM));
        Path next = folder.resolve(pidFile + ".2");
        await().until(() -> Files.exists(next) || written(pidFile) != first);
        await().until(() -> (Files.exists(next) ? written(pidFile + ".2") : written(pidFile)) != first);
        engine.done(web.signal(quit, Reach.PROGRAM));
        await().until(() -> pid(web) != first);
        awaitLine(web.log(), "for it is the same program, executed anew");
        await().until(() -> pid(web) == written(pidFile));
        assertThat(web.status().state()).isEqualTo(ServiceState.RUNNING);
        engine.done(web.stop());
        assertThat(web.status().state()).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void redisInTheBackgroundRuns() throws Exception {
        needs("redis-server");
        Service web = start(
                "redis-server --port " + port + " --bind 127.0.0.1 --daemonize yes --pidfile " + folder
                        + "/redis.pid --dir " + folder,
                Optional.of("redis.pid"));
        assertThat(pid(web)).isEqualTo(written("redis.pid"));
        engine.done(web.signal(Signal.KILL, Reach.PROGRAM));
        awaitState(web, ServiceState.FAIL);
        engine.done(web.start());
        long second = written("redis.pid");
        assertThat(pid(web)).isEqualTo(second);
        engine.done(web.stop());
        assertThat(engine.table.facts(second)).isEmpty();
        assertThat(web.status().lastExit())
                .hasValueSatisfying(exit -> assertThat(exit.text()).isEqualTo("exit 0"));
    }

    @Test
    void aScriptSaysWhoItIs() throws Exception {
        needs("systemd-notify");
        Files.writeString(folder.resolve("start.sh"), "sleep 1000 & systemd-notify --ready --pid=$!\nsleep 1\n");
        ServiceSpec spec = ServiceSpec.of("web", new Command.Text("sh start.sh"))
                .withRestart(ONCE)
                .withHealth(new Health(Optional.of(Readiness.of(new Sign.Notified())), Optional.empty()));
        Service web = engine.done(engine.controller.addService(spec)).get(0);
        engine.done(web.start());
        awaitLine(web.log(), "the process that it began with has ended, exit 0; pid " + pid(web) + " goes on");
        assertThat(engine.table.commandLine(pid(web))).containsExactly("sleep", "1000");
        engine.done(web.stop());
        assertThat(lines(web.log())).anyMatch(line -> line.startsWith("SIGTERM sent to pid "));
    }
}
