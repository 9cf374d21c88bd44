package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static controlfreak.model.status.ServiceState.FAIL;
import static controlfreak.model.status.ServiceState.STARTING;
import static controlfreak.model.status.ServiceState.STOPPED;
import static controlfreak.model.status.ServiceState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.ExitStatus;
import controlfreak.model.Signal;
import controlfreak.process.ChildStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process leaves behind when it ends, or takes to the background. */
class ServiceRemainsTest {
    @TempDir
    Path folder;

    private EngineFixture engine;
    private Service web;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
        web = engine.service(spec("web"));
    }

    @Test
    void isStoppedOnlyWhenItsWholeGroupIsGone() {
        FakeProcess process = engine.running(web);
        process.obeysTerm = false;
        process.othersInGroup = true;
        web.stop();
        engine.loop.settle();
        process.exits(ExitStatus.exited(0));
        engine.advance(1);
        assertThat(engine.state(web)).isEqualTo(STOPPING);
        engine.advance(1.1);
        assertThat(process.signals).containsExactly(Signal.TERM, Signal.CONT, Signal.KILL);
        assertThat(engine.state(web)).isEqualTo(STOPPED);
    }

    @Test
    void whatACrashLeavesBehindIsEndedBeforeTheRestart() {
        FakeProcess process = engine.running(web);
        process.othersInGroup = true;
        process.obeysTerm = false;
        process.exits(ExitStatus.exited(1));
        engine.advance(0.1);
        assertThat(engine.state(web)).isEqualTo(STOPPING);
        assertThat(web.status().cause())
                .isEqualTo("exit 1 after 1 s; ending what it left behind: program, pid 1000100");
        assertThat(engine.system.launched).hasSize(1);
        engine.advance(2.1);
        assertThat(engine.log(web))
                .contains("not ended in 2 s; SIGKILL sent to all that is left: program, pid 1000100");
        assertThat(engine.system.launched).hasSize(2);
        assertThat(engine.state(web)).isEqualTo(STARTING);
    }

    @Test
    void whatGoesToTheBackgroundIsEndedAndNotTriedAgain() {
        for (String program : List.of("nginx", "poold", "php-fpm8.2", "PM2 v7.0.4: God")) {
            web.start();
            engine.loop.settle();
            FakeProcess process = engine.system.last();
            int launched = engine.system.launched.size();
            process.program = program;
            process.othersInGroup = true;
            process.exits(ExitStatus.exited(0));
            engine.advance(60);
            assertThat(engine.state(web)).isEqualTo(FAIL);
            assertThat(web.status().cause())
                    .startsWith("went to the background (" + program + ", pid ")
                    .endsWith(
                            switch (program) {
                                case "nginx" -> "); run it in the foreground: nginx -g 'daemon off;'";
                                case "PM2 v7.0.4: God" -> "); run it in the foreground: pm2-runtime, without pm2 start";
                                case "poold" -> "); run it in the foreground";
                                default -> "); run it in the foreground: php-fpm -F";
                            });
            assertThat(process.signals).containsExactly(Signal.TERM);
            assertThat(engine.system.launched).hasSize(launched);
        }
    }

    /** As what is written in Erlang leaves epmd. */
    @Test
    void aHelperThatIsLeftBehindIsNotTheProgramInTheBackground() {
        web.start();
        engine.loop.settle();
        FakeProcess process = engine.system.last();
        process.program = "epmd";
        process.othersInGroup = true;
        process.exits(ExitStatus.exited(0));
        engine.advance(1);
        assertThat(engine.log(web))
                .contains("left behind: epmd, pid 1000100; ending it")
                .noneMatch(line -> line.contains("background"));
        assertThat(process.signals).startsWith(Signal.TERM);
    }

    @Test
    void whoLivesOnInTheBackgroundIsNamedAndNotWhoEndsOnTheWayThere() {
        web.start();
        engine.loop.settle();
        FakeProcess leader = engine.system.last();
        FakeProcess between = engine.system.forkedBy(leader);
        FakeProcess daemon = engine.system.forkedBy(between);
        between.mark = leader.mark;
        daemon.mark = leader.mark;
        leader.exits(ExitStatus.exited(0));
        engine.loop.settle();
        between.exits(ExitStatus.exited(0));
        daemon.parent = 1;
        engine.advance(1);
        assertThat(web.status().cause())
                .isEqualTo("went to the background (program, pid " + daemon.pid() + "); run it in the foreground");
        assertThat(daemon.signals).startsWith(Signal.TERM);
        assertThat(between.signals).isEmpty();
    }

    @Test
    void whatKeepsChangingInTheBackgroundIsEndedAllTheSame() {
        web.start();
        engine.loop.settle();
        FakeProcess leader = engine.system.last();
        FakeProcess restless = engine.system.forkedBy(leader);
        restless.mark = leader.mark;
        leader.exits(ExitStatus.exited(0));
        engine.loop.settle();
        for (int i = 0; i < 100 && restless.signals.isEmpty(); i++) {
            FakeProcess next = engine.system.forkedBy(restless);
            next.mark = leader.mark;
            next.parent = 1;
            restless.exits(ExitStatus.exited(0));
            restless = next;
            engine.advance(0.05);
        }
        assertThat(restless.signals).startsWith(Signal.TERM);
        engine.advance(5);
        assertThat(engine.state(web)).isEqualTo(FAIL);
    }

    @Test
    void whatWentToTheBackgroundLaterIsToldOfOnTheRow() {
        FakeProcess process = engine.running(web);
        process.program = "poold";
        process.othersInGroup = true;
        process.exits(ExitStatus.exited(0));
        engine.advance(60);
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(web.status().cause()).contains("exit 0 after ").contains("; ended what it left behind: poold, pid ");
    }

    @Test
    void aJobMayLeaveAHelperBehind() {
        FakeProcess process = engine.running(web);
        process.program = "gradle";
        process.othersInGroup = true;
        process.exits(ExitStatus.exited(0));
        engine.advance(1);
        assertThat(engine.state(web)).isEqualTo(STOPPED);
        assertThat(web.status().cause()).startsWith("exit 0 after 1 s; ended what");
        assertThat(engine.log(web)).anyMatch(line -> line.startsWith("left behind: gradle, pid "));
    }

    @Test
    void whoCannotBeEndedIsNamed() {
        FakeProcess process = engine.running(web);
        FakeProcess helper = engine.system.forkedBy(process);
        helper.program = "helper";
        helper.immortal = true;
        web.stop();
        engine.advance(60);
        assertThat(helper.signals).contains(Signal.TERM, Signal.KILL);
        assertThat(engine.state(web)).isEqualTo(FAIL);
        assertThat(web.status().cause()).isEqualTo("could not be ended: helper, pid " + helper.pid());
    }

    @Test
    void whatIsLeftIsNamedWithItsPortsAndMarkedInTheLogOfTheNextRun() {
        FakeProcess process = engine.running(web);
        FakeProcess helper = engine.system.forkedBy(process);
        helper.program = "helper";
        helper.immortal = true;
        engine.system.sockets.listens(helper, 8080);
        process.writes(ChildStream.STDOUT, "serves\n");
        web.stop();
        engine.advance(60);
        assertThat(web.status().cause()).isEqualTo("could not be ended: helper, pid " + helper.pid() + ", port 8080");
        process.writes(ChildStream.STDOUT, "nobody else writes yet\n");
        engine.running(web).writes(ChildStream.STDOUT, "of now\n");
        process.writes(ChildStream.STDOUT, "still serves\n");
        assertThat(engine.log(web))
                .contains(
                        "serves",
                        "nobody else writes yet",
                        "of now",
                        "said by what is left of the run before, pid " + process.pid() + ": still serves")
                .doesNotContain("still serves");
    }
}
