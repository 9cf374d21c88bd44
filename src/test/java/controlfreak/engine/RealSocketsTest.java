package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.awaitState;
import static controlfreak.engine.RealEngine.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.Health;
import controlfreak.model.Probe;
import controlfreak.model.ProxySpec;
import controlfreak.model.Readiness;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.model.Stdin;
import controlfreak.model.Workspace;
import controlfreak.model.status.ServiceState;
import controlfreak.workspace.WorkspaceFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes serve on sockets that the engine has bound. */
class RealSocketsTest {
    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    private int port;

    @BeforeEach
    void setUp() throws Exception {
        engine = new RealEngine(folder);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
    }

    private SocketSpec web() {
        return SocketSpec.of("web", new SocketPlace.Tcp("127.0.0.1", port));
    }

    private void apply(List<SocketSpec> sockets, ServiceSpec... services) throws Exception {
        Workspace workspace = Workspace.EMPTY.withSockets(sockets, Map.of());
        for (ServiceSpec service : services) {
            workspace = workspace.withService(Optional.empty(), service);
        }
        engine.done(engine.controller.apply(workspace, folder));
    }

    private Service find(String name) {
        return engine.controller.services().stream()
                .filter(service -> service.id().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ServiceSpec python(String name, String program, String... sockets) {
        return ServiceSpec.of(name, new Command.Words(List.of("/usr/bin/python3", "-c", program)))
                .with(draft -> draft.sockets = List.of(sockets));
    }

    @Test
    void a_service_has_its_sockets_from_3_on_and_nothing_else_but_its_own_pipes() throws Exception {
        SocketSpec api = SocketSpec.of("api", new SocketPlace.Unix("run/api", Optional.of("0600"), Optional.empty()));
        apply(List.of(web(), api), python("lister", """
                        import os, socket
                        for fd in range(3, 100):
                            try:
                                if os.fstat(fd).st_ino in (os.fstat(1).st_ino, os.fstat(2).st_ino):
                                    continue
                            except OSError:
                                continue
                            s = socket.socket(fileno=fd)
                            name = s.getsockname()
                            print(fd, name[1] if isinstance(name, tuple) else os.path.basename(name), os.get_inheritable(fd))
                            s.detach()
                        print('pid', os.environ['LISTEN_PID'] == str(os.getpid()), os.environ['LISTEN_FDNAMES'])
                        """, "api", "web"), python("other", """
                        import os
                        own = [os.readlink('/proc/self/fd/%d' % f) for f in (1, 2)]
                        files = ['/proc/self/fd/%d' % f for f in range(3, 100)]
                        print([f for f in files if os.path.exists(f) and os.readlink(f) not in own], 'open')
                        """));
        find("lister").start();
        find("other").start();
        awaitLine(find("lister").log(), "pid True api:web");
        assertThat(lines(find("lister").log())).contains("3 api True", "4 " + port + " True");
        awaitLine(find("other").log(), "[] open");
        assertThat(engine.controller.sockets()).allMatch(socket -> socket.bound());
    }

    @Test
    void who_closes_its_socket_is_told_of() throws Exception {
        apply(List.of(web()), python("puma", "import os, time; os.close(3); time.sleep(1000)", "web"));
        engine.controller.services().get(0).start();
        await().untilAsserted(() -> assertThat(
                        engine.controller.services().get(0).status().cause())
                .startsWith("has closed the socket web, so whoever connects there waits in vain"));
    }

    @Test
    void a_socket_can_be_its_standard_input() throws Exception {
        apply(
                List.of(web()),
                python("inetd", "import socket; s = socket.socket(fileno=0); print('port', s.getsockname()[1])")
                        .with(draft -> draft.streams = draft.streams.withStdin(new Stdin.Socket("web"))));
        find("inetd").start();
        awaitLine(find("inetd").log(), "port " + port);
    }

    @Test
    void a_jvm_serves_on_its_standard_input() throws Exception {
        Files.writeString(folder.resolve("Hello.java"), """
                public class Hello {
                    public static void main(String[] words) throws Exception {
                        var server = (java.nio.channels.ServerSocketChannel) System.inheritedChannel();
                        while (true) {
                            try (var client = server.accept().socket()) {
                                client.getInputStream().read(new byte[4096]);
                                client.getOutputStream().write("HTTP/1.0 200 OK\\r\\n\\r\\nhello\\n".getBytes());
                            }
                        }
                    }
                }
                """);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ServiceSpec server = ServiceSpec.of("server", new Command.Words(List.of(java, "Hello.java")))
                .with(draft -> draft.streams = draft.streams.withStdin(new Stdin.Socket("web")));
        apply(List.of(web()), server);
        engine.done(find("server").start());
        try (Visitors visitors = new Visitors(port, "hello\n", 1)) {
            visitors.awaitMore();
        }
    }

    @Test
    void its_port_is_ready_once_it_accepts() throws Exception {
        Readiness.Sign sign = new Readiness.Sign.Probed(
                new Probe(new Check.Port(Check.LOCAL, port), Readiness.DEFAULT_EVERY, Probe.DEFAULT_TIMEOUT));
        apply(List.of(web()), python("late", """
                import os, socket, time
                s = socket.socket(fileno=3)
                while not os.path.exists('go'):
                    time.sleep(0.05)
                while True:
                    s.accept()[0].close()
                """, "web").withHealth(Health.UNWATCHED.withReady(sign)));
        find("late").start();
        await().until(() -> find("late").status().cause().contains("gives no answer"));
        assertThat(find("late").status().ready()).isFalse();
        Files.createFile(folder.resolve("go"));
        await().until(() -> find("late").status().ready());
    }

    @Test
    void a_port_that_is_held_is_told_with_its_holder() throws Exception {
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(other.isBound()).isTrue();
            apply(List.of(web()), python("site", "input()", "web"));
            find("site").start();
            awaitState(find("site"), ServiceState.BACKOFF);
            assertThat(find("site").status().cause())
                    .contains(
                            "127.0.0.1:" + port + " is taken",
                            "pid " + ProcessHandle.current().pid());
        }
    }

    /** Eight workers of the sample shop, restarted one by one and then from a new process of their proxy, under load. */
    @Test
    void nobody_is_turned_away_while_workers_come_and_go() throws Exception {
        Path samples = Path.of(System.getProperty("samples.folder"));
        String text = Files.readString(samples.resolve("webshop.cfk")).replace("8080", Integer.toString(port));
        Path file = Files.writeString(folder.resolve("webshop.cfk"), text);
        Workspace workspace = WorkspaceFile.read(file).workspace();
        engine.done(engine.controller.apply(workspace, samples));
        List<ServiceId> ids =
                engine.controller.services().stream().map(Service::id).toList();
        assertThat(ids).hasSize(8);
        for (var stage : engine.controller.start(ids).values()) {
            engine.done(stage);
        }
        Proxy shop = engine.controller.proxy("shop").orElseThrow();
        try (Visitors visitors = new Visitors(port, "</html>\n", 4)) {
            visitors.areServedWhileAllAreReplaced(engine, shop);
        }
    }

    /** The smallest worker of each proxy's help serves, also below a template that was made of another. */
    @ParameterizedTest
    @ValueSource(strings = {"py", "pl", "rb"})
    void the_worker_of_the_help_serves_and_turns_nobody_away(String language) throws Exception {
        Files.writeString(folder.resolve("worker." + language), WorkerOfHelp.of("cfk-share-mem-proxy." + language));
        ServiceSpec worker = ServiceSpec.of("worker", new Command.Text("worker." + language))
                .withInstances(2)
                .with(draft -> draft.sockets = List.of("web"));
        ProxySpec spec = ProxySpec.of("shop", new Command.Text("cfk-share-mem-proxy." + language))
                .withServices(List.of(worker));
        engine.done(engine.controller.apply(
                Workspace.EMPTY.withSockets(List.of(web()), Map.of()).withProxy(spec), folder));
        List<ServiceId> ids = worker.ids();
        for (var stage : engine.controller.start(ids).values()) {
            engine.done(stage);
        }
        Proxy shop = engine.controller.proxy("shop").orElseThrow();
        try (Visitors visitors = new Visitors(port, "\r\n\r\nhello\n", 2)) {
            visitors.awaitMore();
            engine.done(engine.controller.restartRolling(ids, progress -> {}).outcome());
            visitors.awaitMore();
            if (OS.LINUX.isCurrentOs()) {
                engine.done(shop.refork(find("worker-1")));
                await().until(() -> shop.status().changeover().isEmpty());
                visitors.awaitMore();
            }
            assertThat(visitors.troubles()).isEmpty();
        }
    }

    /** Servers that know nothing of proxies, found on the PATH, run in the memory of one, on the socket that they are given. */
    @ParameterizedTest
    @CsvSource({
        "py, gunicorn --workers 2 site_of_shop:app",
        "pl, starman --workers 2 app.psgi",
        "rb, puma --quiet --bind tcp://127.0.0.1:PORT config.ru"
    })
    void a_server_of_the_interpreter_runs_inside(String language, String command) throws Exception {
        String program = command.substring(0, command.indexOf(' '));
        assumeTrue(Files.isExecutable(Path.of("/usr/bin", program)), program + " is not here");
        Files.writeString(folder.resolve("site_of_shop.py"), """
                import os
                LOADED_BY = os.getpid()
                def app(environ, start):
                    body = b"loaded by %d\\n" % LOADED_BY
                    start("200 OK", [("Content-Length", str(len(body)))])
                    return [body]
                """);
        Files.writeString(folder.resolve("site_of_shop.pl"), "our $LOADED_BY = $$; 1;\n");
        Files.writeString(
                folder.resolve("app.psgi"),
                "my $body = \"loaded by $main::LOADED_BY\\n\";\n"
                        + "sub { [200, ['Content-Length' => length $body], [$body]] }\n");
        Files.writeString(folder.resolve("site_of_shop.rb"), "LOADED_BY = Process.pid\n");
        Files.writeString(folder.resolve("config.ru"), "run ->(_) { [200, {}, [\"loaded by #{LOADED_BY}\\n\"]] }\n");
        ServiceSpec server = ServiceSpec.of("server", new Command.Text(command.replace("PORT", Integer.toString(port))))
                .with(draft -> draft.sockets = List.of("web"));
        ProxySpec spec = ProxySpec.of(
                        "shop",
                        new Command.Text("cfk-share-mem-proxy." + language + " --preload " + folder + "/site_of_shop."
                                + language))
                .withEnv(Environment.EMPTY.with("PATH", "/usr/bin:/bin"))
                .withServices(List.of(server));
        engine.done(engine.controller.apply(
                Workspace.EMPTY.withSockets(List.of(web()), Map.of()).withProxy(spec), folder));
        engine.done(find("server").start());
        long proxy =
                engine.controller.proxy("shop").orElseThrow().status().pid().orElseThrow();
        try (Visitors visitors = new Visitors(port, "loaded by " + proxy + "\n", 2)) {
            visitors.awaitMore();
            assertThat(visitors.troubles()).isEmpty();
        }
    }
}
