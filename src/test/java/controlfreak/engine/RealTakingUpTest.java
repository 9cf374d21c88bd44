package controlfreak.engine;

import static controlfreak.engine.PanelProcess.SLEEPERS;
import static controlfreak.engine.PanelProcess.sleepers;
import static controlfreak.engine.RealEngine.awaitState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a panel that was killed leaves alive is watched on by the next one, as if that had started it. */
class RealTakingUpTest {
    /** Counts; rests as long as there is a file "rest", and says in "rested" how far it has come. */
    private static final String COUNTER = """
            $| = 1;
            for (my $i = 1;; $i++) {
                print "line $i\\n";
                print STDERR "error $i\\n";
                if (-e "rest" || $i % 100 == 0) {
                    open my $f, ">", "rested.new"; print $f "$i"; close $f; rename "rested.new", "rested";
                }
                select undef, undef, undef, 0.01 while -e "rest";
                select undef, undef, undef, 0.001;
            }""";

    @TempDir
    Path folder;

    private final Witnesses witnesses = new Witnesses();
    private final List<Process> panels = new ArrayList<>();

    private static ServiceSpec counter(String mark) {
        return ServiceSpec.of("counter", new Command.Words(List.of("perl", "-e", COUNTER)))
                .withEnv(Environment.EMPTY.with(Witnesses.VARIABLE, mark));
    }

    /** A panel that is killed. */
    static final class Panel {
        private Panel() {}

        /** @param arguments its folder, and what its services can be told by */
        public static void main(String[] arguments) throws Exception {
            new Patience().beforeAll(null);
            RealEngine engine = new RealEngine(Path.of(arguments[0]));
            engine.controller.takeUpWhatIsLeft();
            List<Service> all = new ArrayList<>(engine.done(engine.controller.addService(sleepers(arguments[1]))));
            all.addAll(engine.done(engine.controller.addService(counter(arguments[1]))));
            all.forEach(Service::start);
            all.forEach(service -> awaitState(service, ServiceState.RUNNING));
            System.out.println("up");
            Thread.currentThread().join();
        }
    }

    private Process panel() throws IOException {
        Process panel = PanelProcess.start(Panel.class, folder, witnesses);
        panels.add(panel);
        PanelProcess.awaitUp(panel);
        return panel;
    }

    @AfterEach
    void endAll() throws Exception {
        panels.forEach(Process::destroyForcibly);
        for (long pid : witnesses.alive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** What a panel has read and not written is lost with it, so the counter rests when it is killed. */
    private void kill(Process panel) throws Exception {
        Files.createFile(folder.resolve("rest"));
        await().until(() ->
                numbers("line").contains(rested()) && numbers("error").contains(rested()));
        panel.destroyForcibly().waitFor();
        int before = rested();
        Files.delete(folder.resolve("rest"));
        await().until(() -> rested() > before + 200);
    }

    private int rested() throws IOException {
        Path file = folder.resolve("rested");
        return Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0;
    }

    /** The numbers of all such lines in the log's files, in their order. */
    private List<Integer> numbers(String word) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("logs"))) {
            List<Path> logs = files.filter(file -> file.getFileName().toString().startsWith("counter"))
                    .sorted()
                    .toList();
            assertThat(logs).hasSize(1);
            return Files.readAllLines(logs.get(0)).stream()
                    .filter(line -> line.matches(".* F " + word + " \\d+"))
                    .map(line -> Integer.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                    .toList();
        }
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void nothingIsLostOverThreePanels() throws Exception {
        kill(panel());
        Map<String, Long> pids =
                witnesses.alive().stream().collect(Collectors.toMap(pid -> pid.toString(), pid -> pid));
        assertThat(pids).hasSize(SLEEPERS + 1);
        kill(panel());
        assertThat(witnesses.alive()).containsExactlyInAnyOrderElementsOf(pids.values());
        try (RealEngine next = new RealEngine(folder)) {
            assertThat(next.leftovers()).hasSize(SLEEPERS + 1);
            next.controller.takeUpWhatIsLeft();
            next.done(next.controller.addService(sleepers(witnesses.mark())));
            Service counter = next.done(next.controller.addService(counter(witnesses.mark())))
                    .get(0);
            List<Service> all = next.controller.services();
            all.forEach(service -> awaitState(service, ServiceState.RUNNING));
            assertThat(all)
                    .extracting(service -> service.status().pid().orElseThrow())
                    .containsExactlyInAnyOrderElementsOf(pids.values());
            assertThat(witnesses.alive()).hasSize(SLEEPERS + 1);
            all.forEach(RealTakingUpTest::isAsItWas);
            assertThat(next.leftovers())
                    .as("nobody is left whom nobody watches")
                    .isEmpty();
            int seen = rested();
            await().until(() -> rested() > seen + 200);
            Files.createFile(folder.resolve("rest"));
            await().untilAsserted(() -> assertThat(numbers("line")).isEqualTo(upTo(rested())));
            await().untilAsserted(() -> assertThat(numbers("error")).isEqualTo(upTo(rested())));
            workOn(next, counter);
        }
        assertThat(witnesses.alive()).isEmpty();
    }

    private static void isAsItWas(Service service) {
        ServiceStatus status = service.status();
        Instant start = ProcessHandle.of(status.pid().orElseThrow())
                .flatMap(process -> process.info().startInstant())
                .orElseThrow();
        assertThat(status.startedAt().orElseThrow())
                .isBetween(start.minus(Duration.ofSeconds(5)), start.plus(Duration.ofSeconds(5)));
        assertThat(status.ready()).isTrue();
        assertThat(status.cause()).isEmpty();
        assertThat(status.environment().orElseThrow())
                .containsKey(Witnesses.VARIABLE)
                .containsEntry("CONTROL_FREAK_SERVICE", service.id().name());
    }

    /** Each is ended, signalled and restarted as any other. */
    private void workOn(RealEngine engine, Service counter) throws Exception {
        List<Service> web = engine.controller.services().stream()
                .filter(service -> service.id().service().equals("web"))
                .toList();
        long first = counter.status().pid().orElseThrow();
        engine.done(counter.restart());
        assertThat(counter.status().pid()).isNotEqualTo(first);
        assertThat(ProcessHandle.of(first).filter(ProcessHandle::isAlive)).isEmpty();
        engine.done(web.get(0).stop());
        engine.done(web.get(1).kill());
        assertThat(web.get(0).status().state()).isEqualTo(ServiceState.STOPPED);
        assertThat(web.get(1).status().state()).isEqualTo(ServiceState.STOPPED);
        assertThat(witnesses.alive()).hasSize(SLEEPERS - 1);
        long second = web.get(2).status().pid().orElseThrow();
        engine.table.signal(web.get(2).life().processes().iterator().next(), Signal.KILL);
        await().until(() ->
                web.get(2).status().restarts() == 1 && web.get(2).status().state() == ServiceState.RUNNING);
        assertThat(web.get(2).status().pid().orElseThrow()).isNotEqualTo(second);
        assertThat(witnesses.alive()).hasSize(SLEEPERS - 1);
    }
}
