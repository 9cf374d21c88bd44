package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.awaitState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.log.LogLimits;
import controlfreak.model.Command;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ServiceState;
import controlfreak.process.Leftover;
import controlfreak.process.journal.FileRunJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of the state folder, what runs goes on, and is found again by the next panel once that can be. */
class RealStateFolderTest {
    @TempDir
    Path home;

    @AutoClose
    private RealEngine engine;

    private Path state;
    private List<Service> services;

    @BeforeEach
    void run() throws Exception {
        state = home.resolve("state");
        engine = new RealEngine(home, state.resolve("logs"), LogLimits.DEFAULT);
        services = engine.done(engine.controller.addService(
                ServiceSpec.of("web", new Command.Words(List.of("sh", "-c", "echo begins; exec sleep 1000")))
                        .withInstances(3)));
        services.forEach(Service::start);
        services.forEach(service -> awaitState(service, ServiceState.RUNNING));
    }

    private long pid(Service service) {
        return service.status().pid().orElseThrow();
    }

    /** All that an operator does is done. */
    private void isAtWork() throws Exception {
        long before = pid(services.get(0));
        engine.done(services.get(0).restart());
        assertThat(pid(services.get(0))).isNotEqualTo(before);
        engine.done(services.get(1).stop());
        engine.done(services.get(1).start());
        awaitLine(services.get(1).log(), "begins");
    }

    /** What a panel would find that is started once this one is no more. */
    private List<Long> found() throws IOException {
        Path copy = Files.createTempDirectory(home, "copy");
        try (Stream<Path> journals = Files.list(state)) {
            for (Path journal : journals.filter(file -> file.toString().endsWith(".journal"))
                    .toList()) {
                String here = ProcessHandle.current().pid() + " ";
                Files.writeString(
                        copy.resolve("runs-1.journal"),
                        Files.readString(journal).replaceFirst("(?m)" + here + "\\d+$", "1 1"));
            }
        }
        FileRunJournal next = new FileRunJournal(copy, engine.table, Runnable::run);
        return next.leftovers(engine.table).stream()
                .map(Leftover::leader)
                .map(leader -> leader.pid())
                .toList();
    }

    private void awaitAllFound() {
        await().untilAsserted(() -> assertThat(found())
                .containsExactlyInAnyOrderElementsOf(
                        services.stream().map(this::pid).toList()));
    }

    @Test
    void oneThatHangs() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        Runnable hang = () -> {
            try {
                hangs.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        };
        awaitAllFound();
        engine.occupyJournal(hang);
        engine.occupyDisk(hang);
        isAtWork();
        hangs.countDown();
        awaitAllFound();
    }

    @Test
    void oneThatIsTakenAway() throws Exception {
        awaitAllFound();
        Files.move(state, home.resolve("away"));
        engine.controller.lookAtJournal();
        await().until(() -> Files.isDirectory(state));
        awaitAllFound();
        Files.move(state, home.resolve("away again"));
        isAtWork();
        awaitAllFound();
    }

    @Test
    void oneThatCanBeWrittenNoMore() throws Exception {
        awaitAllFound();
        Files.move(state, home.resolve("away"));
        Files.writeString(state, "in the way");
        isAtWork();
        Files.delete(state);
        engine.controller.lookAtJournal();
        await().until(() -> Files.isDirectory(state));
        awaitAllFound();
    }
}
