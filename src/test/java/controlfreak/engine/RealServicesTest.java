package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.awaitState;
import static controlfreak.engine.RealEngine.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.ExitStatus;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.ServiceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealServicesTest {
    private static final RestartPolicy QUICK =
            new RestartPolicy(true, false, 2, Duration.ofMillis(200), Duration.ofMillis(300));

    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    @BeforeEach
    void setUp() {
        engine = new RealEngine(folder);
    }

    private Service add(String name, Command command) throws Exception {
        ServiceSpec spec = ServiceSpec.of(name, command).withRestart(QUICK);
        return engine.done(engine.controller.addService(spec)).get(0);
    }

    private Service shell(String name, String text) throws Exception {
        return add(name, new Command.Text(text));
    }

    @Test
    void runsWritesAndStops() throws Exception {
        Service web = shell("web", "echo \"I am $CONTROL_FREAK_SERVICE\"; echo oops >&2; exec sleep 1000");
        engine.done(web.start());
        long pid = web.status().pid().orElseThrow();
        assertThat(engine.table.facts(pid)).isPresent();
        awaitLine(web.log(), "oops");
        assertThat(lines(web.log())).contains("I am web", "oops");
        assertThat(Files.readAllLines(web.log().file()))
                .extracting(line -> line.replaceFirst("^\\S+ ", ""))
                .containsExactlyInAnyOrder("start F started, pid " + pid, "stdout F I am web", "stderr F oops")
                .startsWith("start F started, pid " + pid);
        engine.done(web.stop());
        assertThat(engine.table.facts(pid)).isEmpty();
        assertThat(web.status().lastExit()).hasValue(ExitStatus.killedBy(Signal.TERM));
        assertThat(web.status().state()).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void comesBackAfterAKill() throws Exception {
        Service web = shell("web", "exec sleep 1000");
        engine.done(web.start());
        long first = web.status().pid().orElseThrow();
        engine.done(web.signal(Signal.KILL));
        await().until(() -> web.status().state() == ServiceState.RUNNING
                && web.status().pid().orElse(first) != first);
        assertThat(web.status().restarts()).isEqualTo(1);
        assertThat(web.status().lastExit()).hasValue(ExitStatus.killedBy(Signal.KILL));
    }

    @Test
    void theWholeGroupEndsWithTheStop() throws Exception {
        Service web = shell(
                "web",
                "(trap '' TERM; echo \"child $(exec sh -c 'echo $PPID')\"; while :; do sleep 0.05; done) & wait");
        engine.done(web.start());
        awaitLine(web.log(), "child ");
        long child = Long.parseLong(lines(web.log()).stream()
                .filter(line -> line.startsWith("child "))
                .findFirst()
                .orElseThrow()
                .substring(6));
        assertThat(engine.table.facts(child)).isPresent();
        engine.done(web.stop());
        assertThat(engine.table.facts(child)).isEmpty();
    }

    @Test
    void aCommandThatIsNotThereFailsForGoodWithItsReason() throws Exception {
        Service web = add("web", new Command.Words(List.of("./no-such-program")));
        assertThatThrownBy(() -> engine.done(web.start())).hasMessageContaining("no-such-program is not there");
        awaitState(web, ServiceState.FAIL);
        assertThat(web.status().cause()).contains("no-such-program is not there");
        assertThat(web.status().retry()).isEmpty();
    }

    @Test
    void aCommandThatIsNotExecutableSaysSo() throws Exception {
        Path file = Files.writeString(folder.resolve("plain.txt"), "x");
        Service web = add("web", new Command.Words(List.of(file.toString())));
        assertThatThrownBy(() -> engine.done(web.start())).hasMessageContaining("not executable");
    }

    @Test
    void anExitAtOnceIsRetriedThenGivenUp() throws Exception {
        Service web = shell("web", "exit 7");
        assertThatThrownBy(() -> engine.done(web.start())).hasMessageContaining("exit 7");
        awaitState(web, ServiceState.FATAL);
        assertThat(web.status().lastExit()).hasValue(ExitStatus.exited(7));
    }

    @Test
    void aLeaderThatDiesBeforeItsGroupIsNoticedAtOnce() throws Exception {
        Service web = shell("web", "sleep 1000 & until [ -e go ]; do sleep 0.05; done; exit 3");
        engine.done(web.start());
        Files.createFile(folder.resolve("go"));
        await().until(() -> web.status().lastExit().isPresent());
        assertThat(web.status().lastExit()).hasValue(ExitStatus.exited(3));
        assertThat(lines(web.log())).anyMatch(line -> line.startsWith("exit 3"));
    }

    @Test
    void moreVariablesThanAProcessCanGetAreRefused() throws Exception {
        Environment many = IntStream.range(0, 60)
                .boxed()
                .reduce(
                        Environment.EMPTY,
                        (env, number) -> env.with("PART_" + number, "line\n".repeat(24_000)),
                        Environment::and);
        Service web = engine.done(engine.controller.addService(ServiceSpec.of("web", new Command.Text("sleep 1000"))
                        .withRestart(QUICK)
                        .withEnv(many)))
                .get(0);
        assertThatThrownBy(() -> engine.done(web.start()))
                .hasMessageContaining("larger together than this system takes");
    }

    @Test
    void oneHundredServicesStartAndStop() throws Exception {
        List<Service> many = engine.done(
                engine.controller.addService(ServiceSpec.of("many", new Command.Words(List.of("sleep", "1000")))
                        .withInstances(100)));
        for (Service service : many) {
            service.start();
        }
        for (Service service : many) {
            awaitState(service, ServiceState.RUNNING);
        }
        engine.done(engine.controller.stopAll());
        assertThat(many).allMatch(service -> service.status().state() == ServiceState.STOPPED);
        assertThat(engine.leftovers()).isEmpty();
    }
}
