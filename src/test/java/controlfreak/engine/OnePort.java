package controlfreak.engine;

import static org.awaitility.Awaitility.await;

import controlfreak.model.Ask;
import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.ProxySpec;
import controlfreak.model.Reach;
import controlfreak.model.Reload;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.model.Stdin;
import controlfreak.model.Stop;
import controlfreak.model.Workspace;
import controlfreak.testing.Patience;
import controlfreak.workspace.WorkspaceFile;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/**
 * Prints what visitors of several workers on one port notice of a rolling restart, of a recycle and of a reload, in a
 * folder that is handed in, perhaps with which of {@link #ALL} to try. Ends with 1 where one was turned away.
 */
public final class OnePort {
    private static final int AT_A_TIME = 8;
    private static final int REQUESTS = 500;
    private static final List<String> ALL = List.of("shop", "gunicorn", "starman", "puma", "jvms");
    private static final PrintStream OUT = System.out;

    private final Path folder;
    private final int port;
    private boolean allServed = true;

    private OnePort(Path folder) throws IOException {
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
    }

    public static void main(String[] words) throws Exception {
        OnePort bench = new OnePort(Path.of(words[0]));
        OUT.printf("%-44s %9s  %s%n", "one port, " + AT_A_TIME + " visitors", "served", "turned away");
        List<String> chosen = words.length > 1 ? List.of(words).subList(1, words.length) : ALL;
        Awaitility.setDefaultTimeout(Patience.PATIENCE);
        if (chosen.contains("shop")) {
            bench.shop();
        }
        bench.servers(chosen);
        if (chosen.contains("jvms")) {
            bench.jvms();
        }
        System.exit(bench.allServed ? 0 : 1);
    }

    /** The sample: eight workers below the proxy for Python. */
    private void shop() throws Exception {
        Path samples = Path.of(System.getProperty("samples.folder"));
        String text = Files.readString(samples.resolve("webshop.cfk")).replace("8080", Integer.toString(port));
        Workspace workspace = WorkspaceFile.read(Files.writeString(folder.resolve("webshop.cfk"), text))
                .workspace();
        try (RealEngine engine = new RealEngine(folder)) {
            engine.done(engine.controller.apply(workspace, samples));
            List<ServiceId> ids = start(engine);
            Proxy shop = engine.controller.proxy("shop").orElseThrow();
            phase("web shop, nothing happens", () -> true);
            phase(
                    "web shop, rolling restart",
                    () -> engine.done(engine.controller
                            .restartRolling(ids, progress -> {})
                            .outcome()));
            phase("web shop, recycle", () -> recycle(engine, shop));
            phase("web shop, seven restarted on their own", () -> {
                for (ServiceId id : ids.subList(1, ids.size())) {
                    Service worker = engine.controller.service(id).orElseThrow();
                    engine.done(worker.restart());
                }
                return true;
            });
        }
    }

    private static List<ServiceId> start(RealEngine engine) throws Exception {
        List<ServiceId> ids =
                engine.controller.services().stream().map(Service::id).toList();
        for (var stage : engine.controller.start(ids).values()) {
            engine.done(stage);
        }
        return ids;
    }

    /**
     * Servers that know nothing of the panel: four of each on the port, restarted one by one and reloaded as they understand
     * it, by themselves and then below their language's proxy, which is recycled, too.
     */
    private void servers(List<String> chosen) throws Exception {
        Files.writeString(folder.resolve("hello.py"), """
                def app(environ, start):
                    body = b"<html>hello</html>\\n"
                    start("200 OK", [("Content-Length", str(len(body)))])
                    return [body]
                """);
        Files.writeString(folder.resolve("hello.pl"), "our $LOADED = 1; 1;\n");
        Files.writeString(
                folder.resolve("app.psgi"),
                "my $body = \"<html>hello</html>\\n\"; sub { [200, ['Content-Length' => length $body], [$body]] }\n");
        Files.writeString(folder.resolve("hello.rb"), "LOADED = true\n");
        Files.writeString(folder.resolve("config.ru"), "run ->(_) { [200, {}, [\"<html>hello</html>\\n\"]] }\n");
        if (chosen.contains("gunicorn")) {
            server("gunicorn", "--workers 2 hello:app", Signal.TERM, Signal.HUP, "py");
        }
        if (chosen.contains("starman")) {
            server("starman", "--workers 2 app.psgi", Signal.QUIT, Signal.HUP, "pl");
        }
        if (chosen.contains("puma")) {
            server("puma", "--quiet --bind tcp://127.0.0.1:" + port + " config.ru", Signal.TERM, Signal.USR2, "rb");
        }
    }

    private void server(String program, String arguments, Signal stop, Signal reload, String language)
            throws Exception {
        Path file = Path.of("/usr/bin", program);
        if (!Files.isExecutable(file)) {
            OUT.println(program + " is not here");
            return;
        }
        ServiceSpec server = ServiceSpec.of("server", new Command.Text(file + " " + arguments))
                .withInstances(4)
                .with(draft -> draft.sockets = List.of("web"))
                .with(draft -> draft.control =
                        draft.control.withStop(new Stop(new Ask.Send(stop, Optional.of(Reach.PROGRAM)), Map.of())))
                .withReload(new Reload(new Ask.Send(reload, Optional.of(Reach.PROGRAM)), Optional.empty(), Map.of()));
        SocketSpec web = SocketSpec.of("web", new SocketPlace.Tcp("127.0.0.1", port));
        Workspace empty = Workspace.EMPTY.withSockets(List.of(web), Map.of());
        comeAndGo(program, empty.withService(Optional.empty(), server));
        ProxySpec proxy = ProxySpec.of(
                        "proxy",
                        new Command.Text(
                                "cfk-share-mem-proxy." + language + " --preload " + folder + "/hello." + language))
                .withEnv(Environment.EMPTY.with("PATH", "/usr/bin:/bin"))
                .withServices(List.of(server));
        comeAndGo(program + " below its proxy", empty.withProxy(proxy));
    }

    /** JVMs below their proxy: the worker that its help shows. */
    private void jvms() throws Exception {
        WorkerOfHelp.packJvm(folder);
        ServiceSpec worker = ServiceSpec.of("worker", new Command.Text("Site"))
                .withInstances(8)
                .with(draft -> draft.streams = draft.streams.withStdin(new Stdin.Socket("web")));
        SocketSpec web = SocketSpec.of("web", new SocketPlace.Tcp("127.0.0.1", port));
        ProxySpec proxy = ProxySpec.of(
                        "proxy",
                        new Command.Text(
                                "cfk-share-mem-proxy-jvm --class-path " + folder + "/site.jar --main Site --no-train"))
                .withServices(List.of(worker));
        comeAndGo("JVMs", Workspace.EMPTY.withSockets(List.of(web), Map.of()).withProxy(proxy));
    }

    private void comeAndGo(String name, Workspace workspace) throws Exception {
        try (RealEngine engine = new RealEngine(folder)) {
            engine.done(engine.controller.apply(workspace, folder));
            List<ServiceId> ids = start(engine);
            phase(
                    name + ", rolling restart",
                    () -> engine.done(engine.controller
                            .restartRolling(ids, progress -> {})
                            .outcome()));
            Service first = engine.controller.service(ids.get(0)).orElseThrow();
            if (first.spec().control().reload().isPresent()) {
                phase(name + ", reload", () -> {
                    for (ServiceId id : ids) {
                        engine.done(engine.controller.service(id).orElseThrow().reload());
                    }
                    return true;
                });
            }
            Optional<Proxy> proxy = engine.controller.proxies().stream().findFirst();
            if (proxy.isPresent()) {
                phase(name + ", recycle", () -> recycle(engine, proxy.get()));
            }
        }
    }

    private static boolean recycle(RealEngine engine, Proxy proxy) throws Exception {
        long before = proxy.status().pid().orElseThrow();
        engine.done(proxy.recycle());
        await().until(() -> proxy.status().pid().orElse(before) != before
                && proxy.status().changeover().isEmpty());
        return true;
    }

    /** Some requests before, while and after something is done. */
    private void phase(String name, Callable<?> happening) throws Exception {
        try (Visitors visitors = new Visitors(port, "\n", AT_A_TIME)) {
            awaitMore(visitors);
            happening.call();
            awaitMore(visitors);
            List<String> troubles = visitors.troubles();
            allServed &= troubles.isEmpty();
            OUT.printf(
                    "%-44s %,9d  %s%n",
                    name, visitors.served(), troubles.isEmpty() ? "nobody" : String.join(", ", troubles));
        }
    }

    private static void awaitMore(Visitors visitors) {
        int before = visitors.served();
        await().until(() ->
                visitors.served() > before + REQUESTS || !visitors.troubles().isEmpty());
    }
}
