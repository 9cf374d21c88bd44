package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Ask;
import controlfreak.model.Command;
import controlfreak.model.ExitStatus;
import controlfreak.model.Reach;
import controlfreak.model.Reload;
import controlfreak.model.Signal;
import controlfreak.model.status.ServiceState;
import controlfreak.process.ChildStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a wish to reload. */
class ReloadTest {
    private static final Ask HUP = new Ask.Send(Signal.HUP, Optional.empty());
    private static final Optional<Command> CHECK = Optional.of(new Command.Text("web check"));

    @TempDir
    Path folder;

    private EngineFixture engine;
    private Service web;
    private FakeProcess leader;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    private void run(Ask ask, Optional<Command> check) {
        web = engine.service(spec("web").withReload(new Reload(ask, check, Map.of())));
        leader = engine.running(web);
        engine.system.forkedBy(leader).group = leader.pid();
    }

    private CompletableFuture<String> asked() {
        CompletableFuture<String> stage = web.reload().toCompletableFuture();
        engine.loop.settle();
        return stage;
    }

    @Test
    void aSignalGoesToTheProgramWhichRunsOn() {
        run(HUP, Optional.empty());
        assertThat(asked().join()).isEqualTo("pid 100");
        assertThat(leader.signals).containsExactly(Signal.HUP);
        assertThat(engine.system.process(101).signals).isEmpty();
        assertThat(engine.log(web)).contains("SIGHUP sent to pid 100");
        assertThat(engine.state(web)).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void orToAllOfItsGroup() {
        run(new Ask.Send(Signal.USR1, Optional.of(Reach.GROUP)), Optional.empty());
        assertThat(asked().join()).isEqualTo("the process group of pid 100");
    }

    @Test
    void aCheckThatFailsKeepsItFromReloadingAndSaysItsLastLines() {
        run(HUP, CHECK);
        CompletableFuture<String> stage = asked();
        FakeProcess check = engine.system.last();
        assertThat(check.request.command()).containsExactly("web", "check");
        assertThat(engine.reason(asked())).isEqualTo("web is reloading already.");
        check.writes(ChildStream.STDERR, "one\ntwo\nthree\nunknown directive\n");
        check.exits(ExitStatus.exited(1));
        engine.loop.settle();
        assertThat(engine.reason(stage))
                .isEqualTo(
                        "web was not reloaded. Its check (web check) failed: exit 1: two · three · unknown directive");
        assertThat(leader.signals).isEmpty();
        assertThat(engine.log(web)).contains("check: web check", "check: one", "check: unknown directive");
    }

    @Test
    void aCheckThatPassesIsFollowedByIt() {
        run(HUP, CHECK);
        CompletableFuture<String> stage = asked();
        assertThat(leader.signals).isEmpty();
        engine.system.last().exits(ExitStatus.exited(0));
        engine.loop.settle();
        assertThat(stage.join()).isEqualTo("pid 100");
        assertThat(leader.signals).containsExactly(Signal.HUP);
    }

    @Test
    void whatEndsMeanwhileIsNotReloaded() {
        run(HUP, CHECK);
        CompletableFuture<String> stage = asked();
        FakeProcess check = engine.system.last();
        web.restart();
        engine.advance(1.5);
        check.exits(ExitStatus.exited(0));
        engine.loop.settle();
        assertThat(engine.reason(stage)).isEqualTo("web was not reloaded: it has ended meanwhile.");
        assertThat(engine.system.last().signals).isEmpty();
    }

    @Test
    void aCommandReloadsItUnlessThatFailsOrHangs() {
        run(new Ask.Run(new Command.Words(List.of("web", "reload"))), Optional.empty());
        CompletableFuture<String> done = asked();
        engine.system.last().exits(ExitStatus.exited(0));
        engine.loop.settle();
        assertThat(done.join()).isEqualTo("web reload");
        CompletableFuture<String> hanging = asked();
        assertThat(hanging).isNotDone();
        engine.advance(61);
        assertThat(engine.reason(hanging))
                .startsWith(
                        "web was not reloaded. Its reload (web reload) failed: not ended in 1 min, killed by SIGKILL");
        assertThat(engine.state(web)).isEqualTo(ServiceState.RUNNING);
    }

    @Test
    void isRefusedWithoutAWayOrAProcess() {
        run(HUP, Optional.empty());
        web.stop();
        engine.advance(3);
        assertThat(engine.reason(asked())).isEqualTo("web has no process that could reload.");
        web = engine.service(spec("other"));
        engine.running(web);
        assertThat(engine.reason(asked())).isEqualTo("other has no way to reload. Give it one in its settings.");
    }
}
