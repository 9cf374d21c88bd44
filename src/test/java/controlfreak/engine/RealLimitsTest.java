package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Memory;
import controlfreak.model.Command;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ServiceState;
import controlfreak.process.libc.LibC;
import controlfreak.process.spawn.DescriptorLimit;
import controlfreak.process.table.AsNobody;
import controlfreak.testing.FreshJvm;
import controlfreak.testing.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A panel that may have no more of something: who cannot be started says so, and all else goes on. */
class RealLimitsTest {
    private static final int RLIMIT_NPROC = 6;
    private static final RestartPolicy QUICK =
            new RestartPolicy(true, false, 2, Duration.ofMillis(200), Duration.ofMillis(500));

    @TempDir
    Path folder;

    private static List<Service> sleepers(RealEngine engine, int count) throws Exception {
        return engine.done(
                engine.controller.addService(ServiceSpec.of("web", new Command.Words(List.of("sleep", "1000")))
                        .withInstances(count)
                        .withRestart(QUICK)));
    }

    private static boolean runs(Service service) {
        return service.status().state() == ServiceState.RUNNING;
    }

    private static void awaitAllRunOrSay(List<Service> services, String reason) {
        services.forEach(Service::start);
        await().until(() -> services.stream()
                .allMatch(service -> runs(service)
                        || service.status().state() == ServiceState.FATAL
                                && service.status().cause().contains(reason)));
    }

    private static void someRunAndTheOthersSayWhy(RealEngine engine, List<Service> services, String reason)
            throws Exception {
        awaitAllRunOrSay(services, reason);
        List<Service> running = services.stream().filter(RealLimitsTest::runs).toList();
        assertThat(running).isNotEmpty().hasSizeLessThan(services.size());
        List<Service> waiting =
                services.stream().filter(service -> !runs(service)).limit(2).toList();
        for (Service service : running) {
            engine.done(service.stop());
            assertThat(service.status().state()).isEqualTo(ServiceState.STOPPED);
        }
        waiting.forEach(Service::start);
        waiting.forEach(service -> awaitState(service, ServiceState.RUNNING));
    }

    /** A panel of its own, as no class can be loaded without descriptors. */
    static final class Narrow {
        private Narrow() {}

        /** @param arguments its folder */
        @SuppressWarnings("try")
        public static void main(String[] arguments) throws Exception {
            new Patience().beforeAll(null);
            String reason = "as many files and pipes open as it may have";
            try (RealEngine engine = new RealEngine(Path.of(arguments[0]))) {
                List<Service> services = sleepers(engine, 12);
                Service first = services.get(0);
                engine.done(first.start());
                engine.done(first.stop());
                loadAll();
                ServiceSpec crashing = ServiceSpec.of("crashing", new Command.Text("exit 1"));
                awaitAllRunOrSay(engine.done(engine.controller.addService(crashing.withRestart(QUICK))), "exit 1");
                try (DescriptorLimit limit = DescriptorLimit.leaving(24)) {
                    someRunAndTheOthersSayWhy(engine, services, reason);
                }
                engine.done(engine.controller.stopAll());
            }
            System.exit(0);
        }
    }

    /** An installed panel has all classes in files that are open; here each is a file of its own. */
    private static void loadAll() throws Exception {
        Path classes = Path.of(Controller.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> all = Files.walk(classes.resolve("controlfreak"))) {
            for (Path file : all.filter(path -> path.toString().endsWith(".class"))
                    .filter(path ->
                            path.toString().matches(".*/controlfreak/(engine|guard|log|model|process|protocol)/.*"))
                    .toList()) {
                String name = classes.relativize(file).toString();
                Class.forName(
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'));
            }
        }
    }

    @Test
    void ofFilesAndPipes() throws Exception {
        FreshJvm.run(
                Narrow.class,
                List.of(folder.toString()),
                "-XX:+UseSerialGC",
                "-Dproxies.folder=" + System.getProperty("proxies.folder"));
    }

    /** Root itself may have as many as it likes; so the engine's thread is somebody else here, and no other is. */
    @Test
    @SuppressWarnings("try")
    void ofProcesses() throws Exception {
        assumeTrue(ProcessHandle.current().info().user().filter("root"::equals).isPresent());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        int user = 100_000 + ThreadLocalRandom.current().nextInt(100_000);
        Memory before = new Memory(2 * Long.BYTES);
        LibC.C.getrlimit(RLIMIT_NPROC, before);
        Memory few = new Memory(2 * Long.BYTES);
        few.setLong(0, 6);
        few.setLong(Long.BYTES, before.getLong(Long.BYTES));
        try (RealEngine engine = new RealEngine(folder)) {
            List<Service> services = sleepers(engine, 10);
            engine.onThread(() -> {
                new AsNobody(user);
                LibC.C.setrlimit(RLIMIT_NPROC, few);
            });
            try {
                someRunAndTheOthersSayWhy(engine, services, "The system allows no more processes.");
            } finally {
                LibC.C.setrlimit(RLIMIT_NPROC, before);
            }
        }
    }
}
