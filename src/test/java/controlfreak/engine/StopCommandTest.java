package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Ask;
import controlfreak.model.Command;
import controlfreak.model.ExitStatus;
import controlfreak.model.RestartPolicy;
import controlfreak.model.Signal;
import controlfreak.model.Stop;
import controlfreak.model.status.ServiceState;
import controlfreak.process.ChildStream;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A stop by a command of the service's own. */
class StopCommandTest extends StopFixture {
    private FakeProcess stoppedByCommand() {
        run(new Ask.Run(new Command.Text("web quit")), "web");
        web.stop();
        engine.loop.settle();
        FakeProcess command = engine.system.last();
        assertThat(command.request.command()).containsExactly("web", "quit");
        assertThat(command.request.environment())
                .containsEntry("CONTROL_FREAK_SERVICE", "web")
                .hasEntrySatisfying(
                        "CONTROL_FREAK_RUN", mark -> assertThat(mark).isNotEqualTo(leader.mark));
        assertThat(command.request.folder()).isEqualTo(folder);
        assertThat(leader.signals).doesNotContain(Signal.TERM);
        return command;
    }

    @Test
    void aCommandMayEndIt() {
        FakeProcess command = stoppedByCommand();
        command.writes(ChildStream.STDOUT, "bye\n");
        command.exits(ExitStatus.exited(0));
        engine.advance(0.5);
        leader.exits(ExitStatus.exited(0));
        worker.exits(ExitStatus.exited(0));
        engine.advance(0.5);
        assertThat(engine.log(web)).contains("stop: web quit", "stop: bye", "stop: exit 0");
        assertThat(engine.log(web)).noneMatch(line -> line.contains("SIG"));
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void whereTheCommandFailsASignalEndsItAtOnce() {
        FakeProcess command = stoppedByCommand();
        command.writes(ChildStream.STDERR, "no such pid\n");
        command.exits(ExitStatus.exited(3));
        engine.loop.settle();
        assertThat(leader.signals).contains(Signal.TERM);
        assertThat(engine.log(web))
                .contains(
                        "The stop command (web quit) failed: exit 3: no such pid",
                        "SIGTERM sent to pid 100, for no command has ended it");
        engine.advance(2.5);
        assertThat(leader.alive).isFalse();
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void whereTheCommandCannotBeRunASignalEndsIt() {
        run(new Ask.Run(new Command.Text("web quit")), "web");
        engine.system.refusal = Optional.of("There is no program named \"web\".");
        web.stop();
        engine.loop.settle();
        assertThat(engine.log(web)).contains("The stop command (web quit) failed: There is no program named \"web\".");
        assertThat(leader.signals).contains(Signal.TERM);
    }

    @Test
    void whereTheCommandHangsOrDoesNotHelpASignalComesBeforeThePatienceIsOver() {
        FakeProcess command = stoppedByCommand();
        engine.advance(1.4);
        assertThat(leader.signals).doesNotContain(Signal.TERM);
        engine.advance(0.2);
        assertThat(leader.signals).contains(Signal.TERM).doesNotContain(Signal.KILL);
        assertThat(command.alive).isFalse();
        assertThat(engine.log(web)).contains("The stop command (web quit) has not ended it");
        engine.advance(0.6);
        assertThat(leader.signals).contains(Signal.KILL);
        assertThat(engine.log(web).stream().filter(line -> line.startsWith("SIGTERM")))
                .hasSize(1);
    }

    @Test
    void aCommandIsNotCutShortWhileItsServiceIsSaving() {
        FakeProcess command = stoppedByCommand();
        for (int second = 0; second < 6; second++) {
            leader.written += 1 << 20;
            engine.advance(1);
        }
        assertThat(command.alive).isTrue();
        assertThat(leader.signals).doesNotContain(Signal.TERM, Signal.KILL);
        engine.advance(3.4);
        assertThat(command.alive).isFalse();
        assertThat(leader.signals).contains(Signal.TERM);
        engine.advance(1);
        assertThat(leader.signals).contains(Signal.KILL);
    }

    @Test
    void aCommandIsKilledAfterAnHourHoweverLongItsServiceSaves() {
        web = engine.service(spec("web")
                .withStop(Stop.of(new Ask.Run(new Command.Text("web quit"))))
                .withRestart(RestartPolicy.DEFAULT.withStopWait(Duration.ofMinutes(10))));
        leader = engine.running(web);
        leader.obeysTerm = false;
        web.stop();
        engine.loop.settle();
        FakeProcess command = engine.system.last();
        for (int second = 1; second < 3600; second++) {
            leader.written += 1 << 20;
            engine.advance(1);
        }
        assertThat(command.alive).isTrue();
        leader.written += 1 << 20;
        engine.advance(1);
        assertThat(command.alive).isFalse();
        assertThat(engine.log(web)).contains("The stop command (web quit) failed: not ended in 1 h, killed by SIGKILL");
        assertThat(leader.signals).contains(Signal.TERM).doesNotContain(Signal.KILL);
    }

    @Test
    void aCommandThatHangsIsKilledWhereItsServiceHasEnded() {
        FakeProcess command = stoppedByCommand();
        leader.exits(ExitStatus.exited(0));
        worker.exits(ExitStatus.exited(0));
        engine.advance(5);
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
        assertThat(command.alive).isFalse();
    }

    @Test
    void aStopIsOverOnceTheCommandForItIs() {
        FakeProcess command = stoppedByCommand();
        leader.exits(ExitStatus.exited(0));
        worker.exits(ExitStatus.exited(0));
        engine.advance(1);
        assertThat(web.status().state()).isEqualTo(ServiceState.STOPPING);
        assertThat(command.signals).isEmpty();
        command.exits(ExitStatus.exited(0));
        engine.advance(1);
        assertThat(web.status().state()).isEqualTo(ServiceState.STOPPED);
        assertThat(engine.log(web)).contains("stop: exit 0");
    }

    @Test
    void aCommandThatOutlivesItsServiceIsEndedInTheEnd() {
        FakeProcess command = stoppedByCommand();
        leader.exits(ExitStatus.exited(0));
        worker.exits(ExitStatus.exited(0));
        engine.advance(1);
        assertThat(web.status().killAt()).isPresent();
        engine.advance(2);
        assertThat(command.signals).contains(Signal.KILL);
        assertThat(web.status().state()).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void aKillEndsTheCommandAtOnce() {
        FakeProcess command = stoppedByCommand();
        leader.exits(ExitStatus.exited(0));
        worker.exits(ExitStatus.exited(0));
        engine.advance(0.5);
        web.kill();
        engine.advance(0.1);
        assertThat(command.alive).isFalse();
        engine.advance(1);
        assertThat(web.status().state()).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void whatTheCommandLeavesBehindIsEndedAndNamed() {
        FakeProcess command = stoppedByCommand();
        FakeProcess stray = engine.system.forkedBy(command);
        stray.mark = command.mark;
        stray.program = "tail";
        command.exits(ExitStatus.exited(0));
        leader.exits(ExitStatus.exited(0));
        worker.exits(ExitStatus.exited(0));
        engine.advance(1);
        assertThat(stray.alive).isFalse();
        assertThat(engine.log(web))
                .contains("left behind by what was run beside it: tail, pid " + stray.pid() + "; ending it");
        assertThat(web.status().state()).isEqualTo(ServiceState.STOPPED);
    }
}
