package controlfreak.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ServiceState;
import controlfreak.testing.FreshJvm;
import controlfreak.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However often services are started and stopped, nothing is left of it: no thread, descriptor, file or record. */
class RealManyRunsTest {
    private static final int SERVICES = 20;

    @TempDir
    Path folder;

    /**
     * What a panel has at a moment. What has only just ended may still be in it.
     *
     * @param files in its folder, with what the journal holds
     */
    private record Belongings(int threads, long descriptors, List<String> files) {
        static Belongings now(Path folder) throws IOException {
            try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"));
                    Stream<Path> all = Files.walk(folder)) {
                List<String> files = new ArrayList<>();
                for (Path file : all.sorted().toList()) {
                    files.add(folder.relativize(file) + (file.toString().endsWith(".journal") ? records(file) : ""));
                }
                return new Belongings(Thread.getAllStackTraces().size(), open.count(), files);
            }
        }

        /** It is written anew now and then; what has ended counts no more. */
        private static String records(Path journal) throws IOException {
            long ended = Files.readAllLines(journal).stream()
                    .filter(line -> line.startsWith("-"))
                    .count();
            long started = Files.readAllLines(journal).stream()
                    .filter(line -> line.startsWith("+"))
                    .count();
            return " " + (started - ended);
        }
    }

    /** The panel. */
    static final class Panel {
        private Panel() {}

        /** @param arguments its folder, and how many starts and stops there are to be */
        public static void main(String[] arguments) throws Exception {
            new Patience().beforeAll(null);
            Path folder = Path.of(arguments[0]);
            int runs = Integer.parseInt(arguments[1]);
            try (RealEngine engine = new RealEngine(folder)) {
                ServiceSpec sleeper = ServiceSpec.of("web", new Command.Words(List.of("sleep", "1000")))
                        .withInstances(SERVICES / 2)
                        .withRestart(RestartPolicy.DEFAULT.with(policy -> policy.startWait = Duration.ZERO));
                engine.done(engine.controller.addService(sleeper));
                Proxy shop = engine.done(
                        engine.controller.addProxy(ProxySpec.of("shop", new Command.Text("exec cfk-share-mem-proxy.py"))
                                .withAuto(false)
                                .withServices(List.of(sleeper.withName("worker")))));
                engine.done(shop.run());
                round(engine);
                round(engine);
                Belongings before = Belongings.now(folder);
                for (int done = 0; done < runs; done += SERVICES) {
                    round(engine);
                }
                await().untilAsserted(() -> {
                    Belongings after = Belongings.now(folder);
                    assertThat(after.files()).isEqualTo(before.files());
                    assertThat(after.threads()).isLessThanOrEqualTo(before.threads());
                    assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors());
                });
                System.out.println(runs + " runs, before: " + before + ", after: " + Belongings.now(folder));
            }
            System.exit(0);
        }

        private static void round(RealEngine engine) throws Exception {
            for (Service service : engine.controller.services()) {
                service.start();
            }
            for (Service service : engine.controller.services()) {
                RealEngine.awaitState(service, ServiceState.RUNNING);
            }
            for (Service service : engine.controller.services()) {
                service.stop();
            }
            for (Service service : engine.controller.services()) {
                RealEngine.awaitState(service, ServiceState.STOPPED);
            }
        }
    }

    @Test
    void nothingIsLeftOfThem() throws Exception {
        assertThat(FreshJvm.run(
                        Panel.class,
                        List.of(folder.toString(), "2000"),
                        "-XX:+UseSerialGC",
                        "-Dproxies.folder=" + System.getProperty("proxies.folder")))
                .contains("2000 runs");
    }
}
