package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.Stdin;
import controlfreak.model.Streams;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ServiceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the services of a proxy that is short of something, or does not do its work. */
class RealProxyFaultsTest {
    private static final RestartPolicy QUICK =
            new RestartPolicy(true, false, 2, Duration.ofMillis(200), Duration.ofMillis(500));

    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    @BeforeEach
    void setUp() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        engine = new RealEngine(folder);
    }

    private Proxy proxy(String command, int services) throws Exception {
        ServiceSpec sleeper = ServiceSpec.of("sleeper", new Command.Words(List.of("sleep", "1000")))
                .withInstances(services)
                // Of which a proxy holds a pipe each.
                .with(draft -> draft.streams = Streams.DEFAULT.withStdin(new Stdin.Open()))
                .withRestart(QUICK);
        return engine.done(engine.controller.addProxy(
                ProxySpec.of("shop", new Command.Text(command)).withServices(List.of(sleeper))));
    }

    private static boolean runs(Service service) {
        return service.status().state() == ServiceState.RUNNING;
    }

    private static String said(Service service) {
        return service.status().state() + ": " + service.status().cause();
    }

    private static long pid(Service service) {
        return service.status().pid().orElseThrow();
    }

    /** Whoever cannot be started says why; those that run go on, and the others come once there is room. */
    private void startWithTooLittle(Proxy shop, String reason) throws Exception {
        shop.services().forEach(Service::start);
        await().untilAsserted(() -> assertThat(shop.services())
                .allSatisfy(service ->
                        assertThat(runs(service) ? reason : said(service)).contains(reason)));
        List<Service> running =
                shop.services().stream().filter(RealProxyFaultsTest::runs).toList();
        assertThat(running).isNotEmpty().hasSizeLessThan(shop.services().size());
        assertThat(shop.status().state()).isEqualTo(ProxyState.UP);
        Service waiting = shop.services().stream()
                .filter(service -> !runs(service))
                .findFirst()
                .orElseThrow();
        for (Service service : running) {
            engine.done(service.stop());
        }
        if (!runs(waiting)) {
            waiting.start();
        }
        awaitState(waiting, ServiceState.RUNNING);
        assertThat(shop.status().restarts()).isZero();
    }

    /** Root itself may have as many as it likes. */
    @ParameterizedTest
    @CsvSource({"py, 6, 9", "pl, 6, 9", "rb, 7, 8"})
    void oneThatMayNotForkSaysSo(String language, int most, int services) throws Exception {
        assumeTrue(ProcessHandle.current().info().user().filter("root"::equals).isPresent());
        Path proxies = Path.of(System.getProperty("proxies.folder"));
        // One that has no other processes.
        int user = 100_000 + ThreadLocalRandom.current().nextInt(100_000);
        Files.createDirectory(folder.resolve("home"));
        Files.setPosixFilePermissions(folder.resolve("home"), PosixFilePermissions.fromString("rwxrwxrwx"));
        startWithTooLittle(
                proxy(
                        "HOME=" + folder + "/home XDG_CACHE_HOME=" + folder
                                + "/home setpriv --reuid " + user + " --regid " + user
                                + " --clear-groups prlimit --nproc=" + most + " "
                                + proxies.resolve("cfk-share-mem-proxy." + language),
                        services),
                "no more processes");
    }

    @ParameterizedTest
    @CsvSource({".py, 30, 20", ".pl, 30, 20", ".rb, 36, 24"})
    void oneThatMayOpenNoMoreFilesSaysSo(String program, int most, int services) throws Exception {
        startWithTooLittle(
                proxy("ulimit -n " + most + "; exec cfk-share-mem-proxy" + program, services), "files and pipes open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"py", "pl", "rb"})
    void oneThatIsPausedHoldsUpNoStop(String language) throws Exception {
        Proxy shop = proxy("exec cfk-share-mem-proxy." + language, 3);
        shop.services().forEach(Service::start);
        shop.services().forEach(service -> awaitState(service, ServiceState.RUNNING));
        long paused = shop.status().pid().orElseThrow();
        engine.table.signal(engine.table.facts(paused).orElseThrow().identity(), Signal.STOP);
        Service first = shop.services().get(0);
        long pid = pid(first);
        engine.done(first.stop());
        assertThat(engine.table.facts(pid)).isEmpty();
        first.start();
        engine.done(first.stop());
        first.start();
        engine.done(shop.restart());
        shop.services().forEach(service -> awaitState(service, ServiceState.RUNNING));
        assertThat(engine.table.facts(paused)).isEmpty();
    }

    @Test
    void oneThatNeverAnswersHoldsUpNoStop() throws Exception {
        Files.writeString(folder.resolve("silent.py"), """
                import os
                os.write(int(os.environ['_CFK_STATUS_FD']), b'{"status":"ready","protocol":2}\\n')
                while os.read(int(os.environ['_CFK_COMMAND_FD']), 65536):
                    pass
                """);
        Proxy shop = proxy("exec python3 silent.py", 3);
        shop.services().forEach(Service::start);
        await().until(() -> shop.status().state() == ProxyState.UP);
        Service first = shop.services().get(0);
        engine.done(first.stop());
        assertThat(first.status().state()).isEqualTo(ServiceState.STOPPED);
        first.start();
        engine.done(shop.shutdown());
        assertThat(shop.services()).extracting(RealProxyFaultsTest::said).containsOnly("STOPPED: ");
        assertThat(shop.status().state()).isEqualTo(ProxyState.DOWN);
    }

    @Test
    void oneThatIsRestartedWhileItsServicesStartHasEachOnce() throws Exception {
        Proxy shop = proxy("exec cfk-share-mem-proxy.py", 6);
        for (int round = 0; round < 3; round++) {
            shop.services().stream()
                    .filter(service -> !service.status().state().isUp())
                    .forEach(Service::start);
            engine.done(shop.restart());
        }
        shop.services().forEach(service -> awaitState(service, ServiceState.RUNNING));
        List<Long> pids = shop.services().stream().map(RealProxyFaultsTest::pid).toList();
        assertThat(pids).doesNotHaveDuplicates();
        long proxy = shop.status().pid().orElseThrow();
        assertThat(ProcessHandle.of(proxy).orElseThrow().children().map(ProcessHandle::pid))
                .containsExactlyInAnyOrderElementsOf(pids);
        assertThatThrownBy(() -> engine.done(shop.run())).hasMessageContaining("is running already");
    }

    @Test
    void oneThatFloodsGarbageHoldsUpNobody() throws Exception {
        Files.writeString(folder.resolve("flood.py"), """
                import os, random
                status = int(os.environ['_CFK_STATUS_FD'])
                os.write(status, b'{"status":"ready","protocol":2}\\n')
                while True:
                    os.write(status, b'{"status":"started","name":"sleeper-1","pid":1}\\n[[[\\n\\xff\\n' + random.randbytes(4096))
                    os.write(1, random.randbytes(4096))
                """);
        Proxy shop = proxy("exec python3 flood.py", 3);
        Service alone = engine.done(engine.controller.addService(
                        ServiceSpec.of("alone", new Command.Words(List.of("sleep", "1000")))))
                .get(0);
        shop.services().forEach(Service::start);
        await().until(() -> shop.status().pid().isPresent());
        for (int round = 0; round < 3; round++) {
            engine.done(alone.start());
            engine.done(alone.stop());
        }
        for (Service service : shop.services()) {
            assertThat(service.status().pid()).isNotEqualTo(OptionalLong.of(1));
        }
        engine.done(shop.kill());
        assertThat(shop.services())
                .extracting(service -> service.status().state())
                .doesNotContain(ServiceState.RUNNING, ServiceState.STARTING, ServiceState.STOPPING);
    }

    @ParameterizedTest
    @CsvSource({".py, 25", ".pl, 25", ".rb, 25", "-jvm, 25", ".py, 64", "-jvm, 64"})
    void aCommandThatIsLargerThanTheSystemTakesIsRefusedForGood(String program, int count) throws Exception {
        List<String> words = new ArrayList<>(List.of("true"));
        // The system takes a quarter of the stack, which is 2 MB as a rule, and one word of 128 KB.
        IntStream.range(0, count).forEach(i -> words.add("x".repeat(120_000)));
        Proxy shop = engine.done(engine.controller.addProxy(
                ProxySpec.of("shop", new Command.Text("exec cfk-share-mem-proxy" + program))
                        .withServices(List.of(
                                ServiceSpec.of("huge", new Command.Words(words)).withRestart(QUICK)))));
        Service huge = shop.services().get(0);
        huge.start();
        awaitState(huge, ServiceState.FAIL);
        assertThat(huge.status().cause())
                .contains("larger than this system takes")
                .hasSizeLessThan(200);
        assertThat(huge.status().restarts()).isZero();
        assertThat(shop.isRunning()).isTrue();
    }
}
