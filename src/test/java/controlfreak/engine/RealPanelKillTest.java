package controlfreak.engine;

import static controlfreak.engine.PanelProcess.SLEEPERS;
import static controlfreak.engine.PanelProcess.sleepers;
import static controlfreak.engine.RealEngine.awaitState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Health;
import controlfreak.model.Liveness;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ServiceState;
import controlfreak.process.Leftover;
import controlfreak.testing.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a panel that was killed leaves alive is found by the next one, each by its name, and ended by it. */
class RealPanelKillTest {
    @TempDir
    Path folder;

    /** The panel that is killed. */
    static final class Panel {
        private Panel() {}

        /** @param arguments its folder, and what its services can be told by */
        public static void main(String[] arguments) throws Exception {
            new Patience().beforeAll(null);
            RealEngine engine = new RealEngine(Path.of(arguments[0]));
            List<Service> all = engine.done(engine.controller.addService(sleepers(arguments[1])));
            all.forEach(Service::start);
            all.forEach(service -> awaitState(service, ServiceState.RUNNING));
            Health checked = Health.UNWATCHED.withLive(
                    Liveness.of(new Check.Run(new Command.Text("echo $$ > check; exec sleep 1000"))));
            engine.done(engine.controller.addService(ServiceSpec.of("api", new Command.Words(List.of("sleep", "1000")))
                            .withHealth(checked)))
                    .forEach(Service::start);
            await().until(() -> Files.exists(Path.of(arguments[0], "check"))
                    && !Files.readString(Path.of(arguments[0], "check")).isBlank());
            System.out.println("up");
            Thread.currentThread().join();
        }
    }

    @Test
    void theNextOneFindsAllAndEndsThem() throws Exception {
        Witnesses witnesses = new Witnesses();
        Process panel = PanelProcess.start(Panel.class, folder, witnesses);
        try {
            PanelProcess.awaitUp(panel);
        } finally {
            panel.destroyForcibly().waitFor();
        }
        assertThat(witnesses.alive()).hasSize(SLEEPERS);
        try (RealEngine next = new RealEngine(folder)) {
            List<Leftover> found = next.leftovers();
            long check =
                    Long.parseLong(Files.readString(folder.resolve("check")).strip());
            assertThat(found)
                    .as("a check that was under way")
                    .anyMatch(one ->
                            one.name().equals("run beside api") && one.leader().pid() == check);
            List<Leftover> left =
                    found.stream().filter(one -> one.name().startsWith("web")).toList();
            assertThat(left)
                    .extracting(one -> one.leader().pid())
                    .containsExactlyInAnyOrderElementsOf(witnesses.alive());
            assertThat(left)
                    .extracting(Leftover::name)
                    .contains("web-1", "web-" + SLEEPERS)
                    .doesNotHaveDuplicates();
            assertThat(next.done(next.stop(found))).isEmpty();
            await().untilAsserted(() -> assertThat(witnesses.alive()).isEmpty());
            assertThat(next.leftovers()).isEmpty();
            Service web = next.done(next.controller.addService(sleepers(witnesses.mark())))
                    .get(0);
            next.done(web.start());
            assertThat(witnesses.alive()).containsExactly(web.status().pid().orElseThrow());
        }
    }
}
