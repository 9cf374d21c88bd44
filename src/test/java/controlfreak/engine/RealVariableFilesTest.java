package controlfreak.engine;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.base.VariableFiles;
import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.EnvironmentFile.Dialect;
import controlfreak.model.FileVariables;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.model.status.ServiceState;
import controlfreak.workspace.VariablesCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is shown of a process's variables is what the system says that it has. */
@EnabledOnOs(OS.LINUX)
class RealVariableFilesTest {
    @TempDir
    Path folder;

    private final ExecutorService disk = Executors.newFixedThreadPool(2);
    private RealEngine engine;

    @BeforeEach
    void setUp() throws IOException {
        VariablesCache cache = new VariablesCache(disk);
        engine = new RealEngine(folder, new VariableFiles() {
            @Override
            public FileVariables known(Path file, Dialect dialect, Map<String, String> below) {
                return cache.known(file, dialect, below);
            }

            @Override
            public void look(Path file) {
                cache.look(file);
            }

            @Override
            public void read(Collection<Path> files, Runnable done) {
                cache.read(files, done);
            }
        });
        Files.writeString(
                folder.resolve(".env"), "REGION=eu\nURL=http://${REGION}.shop/?a=1&b=2\nGREETING='it # works'\n");
        Files.writeString(folder.resolve("default"), "OPTS=\"-v\" \\\n  -x\nPORT=1\nREGION=us\n");
        Files.writeString(folder.resolve("proxy.env"), "LOADED_WITH=proxy\nREGION=asia\n");
    }

    @AfterEach
    void tearDown() throws Exception {
        engine.done(engine.controller.stopAll());
        engine.close();
        disk.shutdownNow();
    }

    private static Map<String, String> environ(long pid) throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String entry :
                Files.readString(Path.of("/proc/" + pid + "/environ")).split("\0")) {
            variables.put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1));
        }
        return variables;
    }

    private static ServiceSpec workers(String name, Command command) {
        return ServiceSpec.of(name, command).with(web -> {
            web.instances = 3;
            web.envFiles = List.of(new EnvironmentFile("default", Dialect.SYSTEMD));
            web.env = Environment.EMPTY.with("PORT", "${9100+instance}").with("SHARD", "${-1+instance}/3");
        });
    }

    private Map<String, String> running(ServiceId id) throws Exception {
        Service service = engine.controller.service(id).orElseThrow();
        engine.done(service.start());
        RealEngine.awaitState(service, ServiceState.RUNNING);
        Map<String, String> has = environ(service.status().pid().orElseThrow());
        Map<String, String> shown = new LinkedHashMap<>(
                engine.controller.environmentOf(id).orElseThrow().values());
        assertThat(service.status().environment().orElseThrow()).isEqualTo(shown);
        has.keySet().retainAll(shown.keySet());
        assertThat(has).isEqualTo(shown);
        return has;
    }

    @Test
    void aServiceHasWhatIsShownForEachOfItsInstances() throws Exception {
        engine.done(engine.controller.apply(
                new Workspace(
                        Environment.EMPTY,
                        List.of(new EnvironmentFile(".env", Dialect.COMPOSE)),
                        List.of(),
                        List.of(),
                        List.of(workers("web", new Command.Words(List.of("sleep", "1000")))),
                        Map.of()),
                folder));
        for (int number = 1; number <= 3; number++) {
            assertThat(running(new ServiceId("web", number)))
                    .containsEntry("PORT", Integer.toString(9100 + number))
                    .containsEntry("SHARD", (number - 1) + "/3")
                    .containsEntry("REGION", "us")
                    .containsEntry("OPTS", "-v  -x")
                    .containsEntry("URL", "http://eu.shop/?a=1&b=2")
                    .containsEntry("GREETING", "it # works")
                    .containsEntry("CONTROL_FREAK_INSTANCE", Integer.toString(number));
        }
    }

    @Test
    void aChildOfAProxyHasWhatIsShown() throws Exception {
        Files.writeString(
                folder.resolve("worker.py"),
                "import os, time\nopen(os.environ['CONTROL_FREAK_SERVICE'] + '.txt', 'w').write("
                        + "'\\0'.join(k + '=' + v for k, v in os.environ.items()))\nprint('up', flush=True)\ntime.sleep(1000)\n");
        String program = System.getProperty("proxies.folder") + "/cfk-share-mem-proxy.py";
        ProxySpec shop = ProxySpec.of("shop", new Command.Words(List.of("/usr/bin/python3", program)))
                .with(proxy -> {
                    proxy.envFiles = List.of(new EnvironmentFile("proxy.env", Dialect.FOREMAN));
                    proxy.services = List.of(workers("web", new Command.Text("worker.py")));
                });
        engine.done(engine.controller.apply(
                new Workspace(
                        Environment.EMPTY,
                        List.of(new EnvironmentFile(".env", Dialect.COMPOSE)),
                        List.of(),
                        List.of(shop),
                        List.of(),
                        Map.of()),
                folder));
        Service web = engine.controller.service(new ServiceId("web", 2)).orElseThrow();
        engine.done(web.start());
        RealEngine.awaitLine(web.log(), "up");
        Map<String, String> has = new LinkedHashMap<>();
        for (String entry : Files.readString(folder.resolve("web-2.txt")).split("\0")) {
            has.put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1));
        }
        Map<String, String> shown =
                engine.controller.environmentOf(web.id()).orElseThrow().values();
        assertThat(web.status().environment().orElseThrow()).isEqualTo(shown);
        assertThat(has)
                .containsAllEntriesOf(shown)
                .containsEntry("PORT", "9102")
                .containsEntry("REGION", "us")
                .containsEntry("LOADED_WITH", "proxy");
        long proxy =
                engine.controller.proxy("shop").orElseThrow().status().pid().orElseThrow();
        assertThat(environ(proxy)).containsEntry("REGION", "asia").containsEntry("LOADED_WITH", "proxy");
    }
}
