package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Command;
import controlfreak.model.Reach;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.ServiceState;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a signal is for, whom it may not reach, and who is told. */
class SignalTest {
    private static final String TEXT = "cd . && program";

    @TempDir
    Path folder;

    private EngineFixture engine;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    private FakeProcess shell(Service service, String text) {
        FakeProcess shell = engine.running(service);
        shell.commandLine = List.of("/bin/sh", "-c", text);
        return shell;
    }

    private Service wrapped(String text) {
        return engine.service(ServiceSpec.of("web", new Command.Text(text)));
    }

    @Test
    void goesToTheProgramBelowTheShellThatOnlyRunsIt() {
        Service web = wrapped(TEXT);
        FakeProcess shell = shell(web, TEXT);
        FakeProcess forked = engine.system.forkedBy(shell);
        forked.commandLine = shell.commandLine;
        FakeProcess program = engine.system.forkedBy(forked);
        FakeProcess worker = engine.system.forkedBy(program);

        assertThat(engine.await(web.signal(Signal.HUP))).isEqualTo("pid " + program.pid());
        assertThat(program.signals).containsExactly(Signal.HUP);
        assertThat(shell.signals).isEmpty();
        assertThat(forked.signals).isEmpty();
        assertThat(worker.signals).isEmpty();
        assertThat(engine.log(web)).contains("SIGHUP sent to pid " + program.pid());
    }

    @Test
    void goesToAllProgramsOfAPipe() {
        Service web = wrapped("a | b");
        FakeProcess shell = shell(web, "a | b");
        FakeProcess a = engine.system.forkedBy(shell);
        FakeProcess b = engine.system.forkedBy(shell);
        assertThat(engine.await(web.signal(Signal.USR1))).isIn("pids 101, 102", "pids 102, 101");
        assertThat(a.signals).containsExactly(Signal.USR1);
        assertThat(b.signals).containsExactly(Signal.USR1);
    }

    @Test
    void goesToAShellThatHandlesItAndToAProgramThatLeads() {
        String text = "trap 'echo again' HUP; while :; do sleep 1; done";
        Service web = wrapped(text);
        FakeProcess shell = shell(web, text);
        FakeProcess sleep = engine.system.forkedBy(shell);
        engine.await(web.signal(Signal.HUP));
        assertThat(shell.signals).containsExactly(Signal.HUP);
        assertThat(sleep.signals).isEmpty();

        Service master = engine.service(spec("master"));
        FakeProcess leader = engine.running(master);
        FakeProcess worker = engine.system.forkedBy(leader);
        engine.await(master.signal(Signal.HUP));
        assertThat(leader.signals).containsExactly(Signal.HUP);
        assertThat(worker.signals).isEmpty();
    }

    @Test
    void goesToTheGroupWhereThatIsAskedForOrNoProgramCouldPassItOn() {
        Service web = wrapped(TEXT);
        FakeProcess shell = shell(web, TEXT);
        engine.system.forkedBy(shell);
        assertThat(engine.await(web.signal(Signal.HUP, Reach.GROUP)))
                .isEqualTo("the process group of pid " + shell.pid());
        engine.await(web.signal(Signal.STOP));
        assertThat(shell.signals).containsExactly(Signal.HUP, Signal.STOP);
    }

    @Test
    void isRefusedWhereTheProcessBelongsToSomebodyElse() {
        Service web = engine.service(spec("web"));
        engine.running(web).foreign = true;
        CompletableFuture<String> sent = web.signal(Signal.HUP).toCompletableFuture();
        engine.loop.settle();
        assertThat(sent).isCompletedExceptionally();
        assertThat(sent.handle((whom, refused) -> refused.getCause().getMessage())
                        .join())
                .isEqualTo("It may not be sent a signal: pid 100 (sudo) belongs to root.");
        assertThat(engine.log(web)).noneMatch(line -> line.contains("sent"));
    }

    @Test
    void aStopOfWhatMayNotBeSignalledEndsAndSaysWhose() {
        Service web = engine.service(spec("web"));
        engine.running(web).foreign = true;
        CompletableFuture<?> stopped = web.stop().toCompletableFuture();
        engine.advance(4);
        assertThat(stopped).isDone();
        assertThat(engine.state(web)).isEqualTo(ServiceState.FAIL);
        assertThat(web.status().cause()).isEqualTo("could not be ended: pid 100 (sudo) belongs to root");
        assertThat(engine.log(web)).contains("could not be ended: pid 100 (sudo) belongs to root");
    }

    @Test
    void aStopLetsWhatIsPausedGoOnSoThatItCanTidyUp() {
        Service web = engine.service(spec("web"));
        FakeProcess process = engine.running(web);
        process.obeysTerm = false;
        web.stop();
        engine.loop.settle();
        assertThat(process.signals).containsExactly(Signal.TERM, Signal.CONT);
    }
}
