package controlfreak.engine;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Ask;
import controlfreak.model.ExitStatus;
import controlfreak.model.Reach;
import controlfreak.model.Signal;
import controlfreak.model.status.ServiceState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is asked to end, how, and what is said about it. */
class StopTest extends StopFixture {
    private static Ask send(Signal signal, Reach... reach) {
        return new Ask.Send(signal, List.of(reach).stream().findFirst());
    }

    @Test
    void aMasterIsAskedAloneAndItsWorkersOnceItHasEnded() {
        run(send(Signal.TERM), "gunicorn", "shop");
        web.stop();
        engine.advance(0.5);
        assertThat(leader.signals).startsWith(Signal.TERM);
        assertThat(worker.signals).doesNotContain(Signal.TERM);
        assertThat(engine.log(web)).contains("SIGTERM sent to pid 100, to end it");
        leader.exits(ExitStatus.exited(0));
        engine.advance(0.5);
        assertThat(worker.signals).contains(Signal.TERM).doesNotContain(Signal.KILL);
        assertThat(engine.log(web)).contains("SIGTERM sent to what was left when it had ended: program, pid 101");
        engine.advance(2);
        assertThat(worker.signals).contains(Signal.KILL);
        assertThat(engine.log(web)).contains("not ended in 2 s; SIGKILL sent to all that is left: program, pid 101");
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void whatStillWritesToDiskIsNotCutShort() {
        run(send(Signal.TERM), "redis-server");
        web.stop();
        for (int second = 0; second < 9; second++) {
            leader.written += 2 << 20;
            engine.advance(1);
        }
        assertThat(leader.signals).doesNotContain(Signal.KILL);
        assertThat(web.status().killAt()).contains(engine.loop.now().plusSeconds(1));
        assertThat(engine.log(web))
                .containsOnlyOnce("not ended in 2 s, but still writing to disk; SIGKILL waits for that");
        leader.exits(ExitStatus.exited(0));
        worker.exits(ExitStatus.exited(0));
        engine.advance(1);
        assertThat(engine.status(web).cause()).isEmpty();
        assertThat(engine.state(web)).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void whatWritesForEverIsKilledAtLast() {
        run(send(Signal.TERM), "endless");
        web.stop();
        for (int second = 0; second < 62; second++) {
            leader.written += 2 << 20;
            engine.advance(1);
        }
        assertThat(leader.signals).contains(Signal.KILL);
    }

    @Test
    void whatWritesNextToNothingIsKilledInTime() {
        run(send(Signal.TERM), "chatty");
        web.stop();
        for (int second = 0; second < 3; second++) {
            leader.written += 10_000;
            engine.advance(1);
        }
        assertThat(leader.signals).contains(Signal.KILL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bin/sh -c a;b",
                "-bash ./start",
                "make serve",
                "npm start",
                "foreman: master",
                "/usr/bin/ruby3.1 -w /usr/bin/foreman start",
                "node /usr/share/yarn/bin/yarn.js start",
                "python3.11 -m honcho start",
                "perl /opt/x/parallel ls"
            })
    void whatOnlyRunsOthersIsAskedWithItsGroup(String commandLine) {
        run(send(Signal.TERM), commandLine.split(" "));
        leader.commandLine = commandLine.startsWith("foreman") ? List.of(commandLine) : leader.commandLine;
        web.stop();
        engine.loop.settle();
        assertThat(engine.log(web)).contains("SIGTERM sent to the process group of pid 100, to end it");
        leader.exits(ExitStatus.exited(0));
        engine.advance(0.5);
        assertThat(worker.signals).containsOnlyOnce(Signal.TERM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis-server *:6379",
                "node server.js",
                "python3 -m gunicorn",
                "nginx: master process",
                "/opt/makes x"
            })
    void aProgramIsAskedItself(String commandLine) {
        run(send(Signal.TERM), commandLine.split(" "));
        web.stop();
        engine.loop.settle();
        assertThat(engine.log(web)).contains("SIGTERM sent to pid 100, to end it");
    }

    @Test
    void whatSuRunsIsAskedAndNotSuWhichIsImpatient() {
        run(send(Signal.TERM), "su", "-", "op", "-c", "redis-server");
        web.stop();
        engine.loop.settle();
        assertThat(worker.signals).startsWith(Signal.TERM);
        assertThat(leader.signals).doesNotContain(Signal.TERM);
        assertThat(engine.log(web)).contains("SIGTERM sent to pid 101, to end it");
    }

    @Test
    void theSignalAndWhomItIsForAreThoseThatAreSaid() {
        run(send(Signal.QUIT, Reach.GROUP), "starman");
        web.stop();
        engine.loop.settle();
        assertThat(leader.signals).startsWith(Signal.QUIT);
        assertThat(engine.log(web)).contains("SIGQUIT sent to the process group of pid 100, to end it");

        engine = new EngineFixture(folder.resolve("other"));
        run(send(Signal.QUIT, Reach.PROGRAM), "/bin/sh", "-c", "cd x && starman");
        web.stop();
        engine.loop.settle();
        assertThat(worker.signals).startsWith(Signal.QUIT);
        assertThat(leader.signals).doesNotContain(Signal.QUIT);
    }

    @Test
    void sigkillIsForAll() {
        run(send(Signal.KILL), "web");
        web.stop();
        engine.advance(0.5);
        assertThat(engine.log(web)).contains("SIGKILL sent to the process group of pid 100, to end it");
        assertThat(leader.alive).isFalse();
    }

    @Test
    void aRestartAsksTheSameWay() {
        run(send(Signal.QUIT), "web");
        web.restart();
        engine.loop.settle();
        assertThat(leader.signals).startsWith(Signal.QUIT);
        leader.exits(ExitStatus.exited(0));
        worker.exits(ExitStatus.exited(0));
        engine.advance(1.5);
        assertThat(engine.state(web)).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void aKillAtOnceSaysWhomItReached() {
        run(send(Signal.TERM), "web");
        web.kill();
        engine.advance(0.5);
        assertThat(engine.log(web)).contains("SIGKILL sent to all that is left: program, pid 100; program, pid 101");
    }
}
