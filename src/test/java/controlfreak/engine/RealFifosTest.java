package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.awaitState;
import static controlfreak.engine.RealEngine.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.log.LogLimits;
import controlfreak.log.LogLine;
import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Streams;
import controlfreak.model.status.ServiceState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The workers of a proxy write straight to their logs, and nothing that becomes of proxy or worker loses a line. */
class RealFifosTest {
    /** More than a pipe holds. */
    private static final int LINES = 9_000;

    private static final RestartPolicy ONCE =
            new RestartPolicy(false, false, 0, Duration.ofMillis(50), Duration.ofSeconds(10));

    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    @BeforeEach
    void setUp() {
        // A file that is never set aside.
        engine = new RealEngine(folder, folder.resolve("logs"), new LogLimits(10_000, 16 << 20, 1 << 30, 1 << 30, 1));
    }

    private Proxy proxy(String language, ServiceSpec... services) throws Exception {
        return engine.done(engine.controller.addProxy(
                ProxySpec.of("shop", new Command.Text("exec cfk-share-mem-proxy." + language))
                        .withServices(List.of(services))));
    }

    private static ServiceSpec worker(String language, String whom, int lines) {
        Path script = Path.of("src/test/resources/proxies/straight." + language).toAbsolutePath();
        return ServiceSpec.of("web", new Command.Words(List.of(script.toString(), whom, Integer.toString(lines))))
                .withRestart(ONCE);
    }

    private static List<String> written(Service service) {
        return service.log().from(0, 10_000).stream()
                .filter(line -> !line.stream().isPanel())
                .map(LogLine::text)
                .toList();
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(number -> "line " + number).toList();
    }

    private static List<Path> open(long pid) throws IOException {
        List<Path> open = new ArrayList<>();
        try (Stream<Path> numbers = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path number : numbers.sorted().toList()) {
                try {
                    open.add(Files.readSymbolicLink(number));
                } catch (NoSuchFileException closed) {
                    // Since the folder was listed.
                }
            }
        }
        return open;
    }

    /** Some programs take a pipe for closed that can be read from. */
    @Test
    void nothingIsLostOfAsynciosPipes() throws Exception {
        Path script = Path.of("src/test/resources/proxies/asynchronous.py").toAbsolutePath();
        Proxy shop = proxy(
                "py",
                ServiceSpec.of("web", new Command.Words(List.of(script.toString(), "20")))
                        .withRestart(ONCE));
        Service web = shop.services().get(0);
        engine.done(web.start());
        awaitLine(web.log(), "line 1");
        await().until(() -> {
            List<String> written = written(web);
            return written.contains("done") || web.status().pid().isEmpty();
        });
        assertThat(written(web)).startsWith(numbered(20).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "pl", "rb"})
    void theirOutputsAreForWritingAloneAndHaveAReaderOfTheirOwn(String language) throws Exception {
        Proxy shop = proxy(language, worker(language, "nobody", 2));
        Service web = shop.services().get(0);
        engine.done(web.start());
        awaitLine(web.log(), "an error");
        Path process = Path.of("/proc/" + web.status().pid().orElseThrow());
        for (String stream : List.of("1", "2")) {
            String facts = Files.readString(process.resolve("fdinfo").resolve(stream));
            assertThat(facts.lines().filter(line -> line.startsWith("flags:"))).allMatch(line -> line.endsWith("1"));
            Path pipe = Files.readSymbolicLink(process.resolve("fd").resolve(stream));
            assertThat(open(web.status().pid().orElseThrow()).stream().filter(pipe::equals))
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "pl", "rb"})
    void theirOutputsArePipesWithoutANameAfterTheStart(String language) throws Exception {
        Proxy shop = proxy(language, worker(language, "nobody", 2));
        Service web = shop.services().get(0);
        engine.done(web.start());
        awaitLine(web.log(), "an error");
        await().until(() ->
                web.log().unfinished().stream().anyMatch(line -> line.text().equals("no end")));
        long pid = web.status().pid().orElseThrow();
        for (Path output : open(pid).subList(1, 3)) {
            assertThat(output.toString()).contains("/cfk-out-");
            await().untilAsserted(() -> assertThat(output).doesNotExist());
        }
        assertThat(open(shop.status().pid().orElseThrow()))
                .noneMatch(open -> open.toString().contains("cfk-out-"));
        assertThat(lines(web.log())).element(0).isEqualTo("started, pid " + pid);
        engine.done(web.stop());
        assertThat(written(web)).containsExactlyInAnyOrder("line 0", "line 1", "an error", "no end");
        assertThat(lines(web.log())).last().asString().startsWith("killed by SIGTERM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "pl", "rb"})
    void whatAKilledWorkerWroteIsWholeAndBeforeItsEnd(String language) throws Exception {
        Service web =
                proxy(language, worker(language, "itself", LINES)).services().get(0);
        web.start();
        awaitLine(web.log(), "killed by SIGKILL");
        assertThat(lines(web.log())).last().asString().startsWith("killed by SIGKILL");
        assertThat(written(web)).filteredOn(line -> !line.equals("an error")).containsExactlyElementsOf(withEnd());
    }

    private static List<String> withEnd() {
        return Stream.concat(numbered(LINES).stream(), Stream.of("no end")).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "pl", "rb"})
    void whatWorkersOfAKilledProxyWroteIsWhole(String language) throws Exception {
        Service web =
                proxy(language, worker(language, "parent", LINES)).services().get(0);
        web.start();
        awaitLine(web.log(), "proxy stopped");
        awaitLine(web.log(), "no end");
        assertThat(written(web)).filteredOn(line -> !line.equals("an error")).containsExactlyElementsOf(withEnd());
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "pl", "rb"})
    void aFloodIsStoredWholeAndInOrderThoughTheDiskIsSlow(String language) throws Exception {
        int many = 300_000;
        CountDownLatch diskGoesOn = new CountDownLatch(1);
        engine.occupyDisk(() -> {
            try {
                diskGoesOn.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        Service web =
                proxy(language, worker(language, "itself", many)).services().get(0);
        web.start();
        awaitState(web, ServiceState.STARTING);
        diskGoesOn.countDown();
        awaitLine(web.log(), "killed by SIGKILL");
        engine.flushLogs();
        assertThat(engine.lostLines(web)).isZero();
        int next = 0;
        try (BufferedReader reader = Files.newBufferedReader(web.log().file())) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.contains(" stdout F line ")) {
                    assertThat(line).endsWith(" line " + next++);
                }
            }
        }
        assertThat(next).isEqualTo(many);
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "pl", "rb"})
    void whatIsNotWantedLeadsNowhere(String language) throws Exception {
        ServiceSpec quiet =
                worker(language, "nobody", 2).with(draft -> draft.streams = Streams.DEFAULT.withKeepStdout(false));
        Service web = proxy(language, quiet).services().get(0);
        engine.done(web.start());
        awaitLine(web.log(), "an error");
        assertThat(open(web.status().pid().orElseThrow()).get(1)).hasToString("/dev/null");
        engine.done(web.stop());
        assertThat(written(web)).containsExactly("an error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "pl", "rb"})
    void aFolderThatIsGoneIsMadeUpForByTheProxy(String language) throws Exception {
        ServiceSpec three = worker(language, "nobody", 2).withInstances(3);
        List<Service> all = proxy(language, three).services();
        engine.done(all.get(0).start());
        Path output = open(all.get(0).status().pid().orElseThrow()).get(1);
        Path gone = Files.move(output.getParent(), folder.resolve("gone"));
        engine.done(all.get(1).start());
        assertThat(open(all.get(1).status().pid().orElseThrow()).get(1).toString())
                .startsWith("pipe:");
        engine.done(all.get(2).start());
        assertThat(open(all.get(2).status().pid().orElseThrow()).get(1).toString())
                .contains("/cfk-out-");
        for (Service service : all) {
            awaitLine(service.log(), "an error");
            engine.done(service.stop());
            assertThat(written(service)).contains("line 0", "line 1", "no end");
        }
        assertThat(gone).exists();
    }

    @Test
    void aProxyThatKnowsNoneOfThemLeavesNoneOpen() throws Exception {
        Path old = Path.of("src/test/resources/proxies/version1-proxy.pl").toAbsolutePath();
        Files.writeString(folder.resolve("worker.pl"), "$| = 1; print \"line\\n\"; sleep 1000;\n");
        Service web = engine.done(engine.controller.addProxy(
                        ProxySpec.of("old", new Command.Words(List.of("perl", old.toString())))
                                .withServices(List.of(ServiceSpec.of("web", new Command.Text("./worker.pl"))
                                        .withRestart(ONCE)))))
                .services()
                .get(0);
        engine.done(web.start());
        awaitLine(web.log(), "line");
        await().untilAsserted(() -> assertThat(open(ProcessHandle.current().pid()))
                .noneMatch(open -> open.toString().contains("/cfk-out-")
                        && !open.toString().endsWith(".lock")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "pl", "rb"})
    void aWorkerComesBackWithPipesOfItsOwn(String language) throws Exception {
        Proxy shop = proxy(language, worker(language, "nobody", 2));
        Service web = shop.services().get(0);
        engine.done(web.start());
        engine.done(web.restart());
        engine.done(shop.recycle());
        awaitState(web, ServiceState.RUNNING);
        assertThat(open(web.status().pid().orElseThrow()).get(1).toString()).contains("/cfk-out-");
        await().until(() ->
                web.log().unfinished().stream().anyMatch(line -> line.text().equals("no end")));
        engine.done(shop.shutdown());
        assertThat(lines(web.log())).last().asString().startsWith("killed by SIGTERM");
        assertThat(written(web)).endsWith("no end");
    }
}
