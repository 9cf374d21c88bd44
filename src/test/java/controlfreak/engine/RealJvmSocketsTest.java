package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.lines;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.model.Stdin;
import controlfreak.model.Workspace;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JVMs below their proxy serve on sockets that the engine has bound. */
class RealJvmSocketsTest {
    private static final Path PROXY = Path.of(System.getProperty("proxies.folder"), "cfk-share-mem-proxy-jvm");

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

    private Service find(String name) {
        return engine.controller.services().stream()
                .filter(service -> service.id().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void apply(ServiceSpec... services) throws Exception {
        SocketSpec web = SocketSpec.of("web", new SocketPlace.Tcp("127.0.0.1", port));
        SocketSpec api = SocketSpec.of("api", new SocketPlace.Unix("api.sock", Optional.of("0600"), Optional.empty()));
        ProxySpec jvms = ProxySpec.of(
                        "jvms",
                        new Command.Words(List.of(
                                PROXY.toString(),
                                "--class-path",
                                folder + "/site.jar",
                                "--main",
                                "Site",
                                "--no-train")))
                .withServices(List.of(services));
        engine.done(engine.controller.apply(
                Workspace.EMPTY.withSockets(List.of(web, api), Map.of()).withProxy(jvms), folder));
    }

    @Test
    void jvms_on_one_port_turn_nobody_away_while_they_come_and_go() throws Exception {
        WorkerOfHelp.packJvm(folder);
        ServiceSpec workers = ServiceSpec.of("worker", new Command.Text("Site"))
                .withInstances(3)
                .with(draft -> draft.streams = draft.streams.withStdin(new Stdin.Socket("web")));
        apply(workers);
        List<ServiceId> ids = workers.ids();
        for (var stage : engine.controller.start(ids).values()) {
            engine.done(stage);
        }
        Proxy jvms = engine.controller.proxy("jvms").orElseThrow();
        try (Visitors visitors = new Visitors(port, "\r\n\r\nhello\n", 4)) {
            visitors.areServedWhileAllAreReplaced(engine, jvms);
        }
    }

    @Test
    void a_service_has_its_sockets_from_3_on_and_nothing_else() throws Exception {
        WorkerOfHelp.packJvm(folder);
        ServiceSpec lister = ServiceSpec.of("lister", new Command.Words(List.of("/usr/bin/python3", "-c", """
                        import os, socket
                        for fd in range(3, 100):
                            try:
                                os.fstat(fd)
                            except OSError:
                                continue
                            s = socket.socket(fileno=fd)
                            name = s.getsockname()
                            print(fd, name[1] if isinstance(name, tuple) else os.path.basename(name), os.get_inheritable(fd))
                            s.detach()
                        print('pid', os.environ['LISTEN_PID'] == str(os.getpid()), os.environ['LISTEN_FDNAMES'])
                        print('variables', [name for name in os.environ if '_CFK' in name])
                        """)))
                .with(draft -> draft.sockets = List.of("api", "web"));
        ServiceSpec other = ServiceSpec.of(
                "other",
                new Command.Words(List.of(
                        "/usr/bin/python3",
                        "-c",
                        "import os; print([f for f in range(3, 100) if os.path.exists('/proc/self/fd/%d' % f)],"
                                + " [name for name in os.environ if name.startswith('LISTEN')], 'open')")));
        apply(lister, other);
        find("lister").start();
        find("other").start();
        awaitLine(find("lister").log(), "variables []");
        assertThat(lines(find("lister").log())).contains("3 api.sock True", "4 " + port + " True", "pid True api:web");
        awaitLine(find("other").log(), "[] [] open");
    }
}
