package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Dependency;
import controlfreak.model.Dependency.Until;
import controlfreak.model.Health;
import controlfreak.model.Liveness;
import controlfreak.model.Probe;
import controlfreak.model.ProxySpec;
import controlfreak.model.Readiness.Sign;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ServiceState;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Readiness, liveness and start order of real processes. */
class RealHealthTest {
    private static final String NOTIFY = """
            import os, socket, time
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            s.connect(os.environ["NOTIFY_SOCKET"])
            s.send(b"STATUS=warming up")
            while not os.path.exists("go"):
                time.sleep(0.05)
            s.send(b"READY=1\\nSTATUS=serving")
            time.sleep(1000)
            """;

    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    @BeforeEach
    void setUp() {
        engine = new RealEngine(folder);
    }

    private Service add(ServiceSpec spec) throws Exception {
        return engine.done(engine.controller.addService(spec)).get(0);
    }

    private static ServiceSpec shell(String name, String text) {
        return ServiceSpec.of(name, new Command.Text(text));
    }

    private static Probe probe(Check check) {
        return new Probe(check, Duration.ofMillis(100), Duration.ofSeconds(30));
    }

    private void go() throws IOException {
        Files.createFile(folder.resolve("go"));
    }

    private static void awaitReady(Service service) {
        await().until(() -> service.status().ready());
    }

    private static void awaitCause(Service service, String cause) {
        await().until(() -> service.status().cause().equals(cause));
    }

    @Test
    void aServiceWaitsForThePortOfAnother() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String server = "until [ -e go ]; do sleep 0.05; done; exec python3 -m http.server --bind 127.0.0.1 " + port;
        Service db = add(shell("db", server)
                .withHealth(Health.UNWATCHED.withReady(new Sign.Probed(probe(new Check.Port(Check.LOCAL, port))))));
        Service web = add(shell("web", "exec sleep 1000").withDependsOn(List.of(new Dependency("db", Until.READY))));
        web.startWithNeeds();
        awaitState(db, ServiceState.RUNNING);
        awaitCause(web, "waits for db (port " + port + ")");
        awaitCause(db, "port " + port + " is closed");
        assertThat(web.status().pid()).isEmpty();
        go();
        awaitReady(db);
        awaitState(web, ServiceState.RUNNING);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aStrangersPortMakesNobodyReady() throws Exception {
        try (ServerSocket stranger = new ServerSocket(0)) {
            int port = stranger.getLocalPort();
            Service web = add(shell("web", "exec sleep 1000")
                    .withHealth(Health.UNWATCHED.withReady(new Sign.Probed(probe(new Check.Port(Check.LOCAL, port))))));
            web.start();
            awaitCause(
                    web,
                    "port " + port + " is held by java, pid "
                            + ProcessHandle.current().pid());
            assertThat(web.status().ready()).isFalse();
        }
    }

    @Test
    void aLineMakesItReady() throws Exception {
        Service web =
                add(shell("web", "until [ -e go ]; do sleep 0.05; done; echo listening on 80 >&2; exec sleep 1000")
                        .withHealth(Health.UNWATCHED.withReady(new Sign.Line("listening on \\d+"))));
        web.start();
        awaitCause(web, "no line matched yet");
        go();
        awaitReady(web);
    }

    @Test
    void aCommandMakesItReadyAndItsEndEndsIt() throws Exception {
        Check check = new Check.Run(new Command.Text("echo asked $CONTROL_FREAK_SERVICE; [ -e go ]"));
        Health health = Health.UNWATCHED
                .withReady(new Sign.Probed(probe(check)))
                .withLive(new Liveness(probe(check), 2, Map.of()));
        Service web = add(shell("web", "exec sleep 1000").withHealth(health));
        web.start();
        awaitCause(web, "its check ended with exit 1: asked web");
        go();
        awaitReady(web);
        long first = web.status().pid().orElseThrow();
        Files.delete(folder.resolve("go"));
        await().until(() -> web.status().restarts() == 1);
        assertThat(engine.table.facts(first)).isEmpty();
        go();
        awaitReady(web);
    }

    @Test
    void aCheckThatHangsIsKilled() throws Exception {
        Check check = new Check.Run(new Command.Text("echo $$ > check.pid; sleep 1000; true"));
        Probe probe = new Probe(check, Duration.ofMillis(100), Duration.ofMillis(500));
        Service web =
                add(shell("web", "exec sleep 1000").withHealth(Health.UNWATCHED.withReady(new Sign.Probed(probe))));
        web.start();
        awaitCause(web, "its check gives no answer in 0.5 s");
        long pid = await().until(
                        () -> Long.parseLong(
                                Files.readString(folder.resolve("check.pid")).strip()),
                        written -> true);
        await().until(() -> engine.table.facts(pid).isEmpty());
    }

    private ServiceSpec notifying(String name) throws IOException {
        Files.writeString(folder.resolve("notify.py"), NOTIFY);
        return ServiceSpec.of(name, new Command.Words(List.of("python3", "notify.py")))
                .withHealth(Health.UNWATCHED.withReady(new Sign.Notified()));
    }

    @Test
    void aServiceSaysItself() throws Exception {
        Service web = add(notifying("web-with-a-name-that-is-longer-than-an-address-has-room-for-"
                + "and-longer-and-longer-and-longer-and-longer"));
        web.start();
        awaitCause(web, "warming up");
        assertThat(web.status().ready()).isFalse();
        go();
        awaitReady(web);
        awaitCause(web, "serving");
        engine.done(web.restart());
        awaitReady(web);
    }

    @Test
    void aServiceThatHasChangedItsUserSaysItselfAndAStrangerDoesNot() throws Exception {
        assumeTrue(new com.sun.security.auth.module.UnixSystem().getUid() == 0, "may change the user");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Service web = add(
                notifying("web")
                        .withCommand(
                                new Command.Words(
                                        List.of(
                                                "/usr/bin/python3",
                                                "-c",
                                                "import os; open('address', 'w').write(os.environ['NOTIFY_SOCKET']);"
                                                        + "os.setgroups([]); os.setgid(65534); os.setuid(65534); exec(open('notify.py').read())"))));
        web.start();
        awaitCause(web, "warming up");
        String stranger = "import socket; s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM);"
                + "s.sendto(b'READY=1', open('address').read()); import time; time.sleep(1000)";
        Process other = new ProcessBuilder("/usr/bin/python3", "-c", stranger)
                .directory(folder.toFile())
                .start();
        try {
            await().until(() -> RealEngine.lines(web.log()).stream()
                    .anyMatch(line -> line.contains("pid " + other.pid() + " says of it was ignored")));
            assertThat(web.status().ready()).isFalse();
        } finally {
            other.destroyForcibly();
        }
        go();
        awaitReady(web);
    }

    @Test
    void aServiceThatNeedsMoreTimeToEndIsNotCutShort() throws Exception {
        String slow = """
                import os, signal, socket, time
                s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
                s.connect(os.environ["NOTIFY_SOCKET"])
                def end(*_):
                    for part in range(8):
                        s.send(b"EXTEND_TIMEOUT_USEC=20000000")
                        time.sleep(0.25)
                    open("saved", "w").close()
                    raise SystemExit(0)
                signal.signal(signal.SIGTERM, end)
                r, w = os.pipe()
                socket.send_fds(s, [b"BARRIER=1"], [w])
                os.close(w)
                os.read(r, 1)
                for garbage in (b"x" * 100000, b"\\xff\\0=", b"ERRNO=2\\nEXIT_STATUS=7\\nFDSTORE=1\\nNEW=1"):
                    try:
                        s.send(garbage)
                    except OSError:
                        pass
                for number in range(5000):
                    s.send(b"STATUS=%d" % number)
                s.send(b"READY=1")
                while True:
                    time.sleep(1000)
                """;
        Service web = add(ServiceSpec.of("web", new Command.Words(List.of("/usr/bin/python3", "-c", slow)))
                .withRestart(new RestartPolicy(true, false, 8, Duration.ofMillis(100), Duration.ofMillis(500)))
                .withHealth(Health.UNWATCHED.withReady(new Sign.Notified())));
        web.start();
        awaitReady(web);
        awaitCause(web, "4999");
        engine.done(web.stop());
        assertThat(folder.resolve("saved")).exists();
        assertThat(RealEngine.lines(web.log())).noneMatch(line -> line.contains("SIGKILL sent"));
    }

    @Test
    void aServiceOfAProxySaysItself() throws Exception {
        ServiceSpec worker = notifying("worker");
        Proxy proxy = engine.done(
                engine.controller.addProxy(ProxySpec.of("shop", new Command.Text("cfk-share-mem-proxy.py"))));
        Service service = engine.done(proxy.addService(worker)).get(0);
        go();
        engine.done(service.start());
        awaitReady(service);
        awaitCause(service, "serving");
    }
}
