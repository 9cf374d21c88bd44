package controlfreak.engine;

import static org.awaitility.Awaitility.await;

import controlfreak.model.Ask;
import controlfreak.model.Command;
import controlfreak.model.Reload;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.model.Workspace;
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

/**
 * Prints what visitors of eight workers on one port notice of a rolling restart, of a recycle and of a reload, in a
 * folder that is handed in. Ends with 1 where one was turned away.
 */
public final class OnePort {
    private static final int AT_A_TIME = 8;
    private static final int REQUESTS = 500;
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
        OUT.printf("%-44s %9s  %s%n", "eight workers on one port, " + AT_A_TIME + " visitors", "served", "turned away");
        bench.shop();
        bench.gunicorn();
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
            phase("web shop, recycle", () -> {
                long before = shop.status().pid().orElseThrow();
                engine.done(shop.recycle());
                await().until(() -> shop.status().pid().orElse(before) != before);
                return true;
            });
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

    /** A server that knows nothing of the panel, reloaded as it understands it. */
    private void gunicorn() throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/gunicorn"))) {
            OUT.println("gunicorn is not here");
            return;
        }
        Files.writeString(folder.resolve("hello.py"), """
                def app(environ, start):
                    body = b"<html>hello</html>\\n"
                    start("200 OK", [("Content-Length", str(len(body)))])
                    return [body]
                """);
        SocketSpec web = SocketSpec.of("web", new SocketPlace.Tcp("127.0.0.1", port));
        ServiceSpec server = ServiceSpec.of("server", new Command.Text("/usr/bin/gunicorn --workers 8 hello:app"))
                .with(draft -> draft.sockets = List.of("web"))
                .withReload(new Reload(new Ask.Send(Signal.HUP, Optional.empty()), Optional.empty(), Map.of()));
        try (RealEngine engine = new RealEngine(folder)) {
            engine.done(engine.controller.apply(
                    Workspace.EMPTY.withSockets(List.of(web), Map.of()).withService(Optional.empty(), server), folder));
            Service running = engine.controller.service(start(engine).get(0)).orElseThrow();
            phase("gunicorn, reload (HUP)", () -> engine.done(running.reload()));
            phase("gunicorn, restart", () -> engine.done(running.restart()));
        }
    }

    /** Some requests before, while and after something is done. */
    private void phase(String name, Callable<?> happening) throws Exception {
        try (Visitors visitors = new Visitors(port, "</html>\n", AT_A_TIME)) {
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
