package controlfreak.engine;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Signal;
import controlfreak.process.Leftover;
import controlfreak.process.journal.FileRunJournal;
import controlfreak.process.journal.Journals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier panel has left alive, and who of it cannot be ended, or is somebody else by now. */
class LeftoversTest {
    @TempDir
    Path folder;

    private final ManualLoop loop = new ManualLoop();
    private final FakeSystem system = new FakeSystem();
    private FakeProcess web;
    private FakeProcess db;
    private FileRunJournal journal;

    @BeforeEach
    void leave() {
        web = system.stranger("web");
        db = system.stranger("db");
        FileRunJournal killed = Journals.ofPanel(folder, system, 1);
        killed.started("web", web.identity(), "");
        killed.started("db", db.identity(), "");
        journal = Journals.ofPanel(folder, system, 2);
    }

    private List<String> stop(List<Leftover> left) {
        CompletableFuture<List<String>> told =
                new Leftovers(loop, system, journal).stop(left).toCompletableFuture();
        loop.settle();
        for (int i = 0; i < 60; i++) {
            loop.advance(Duration.ofSeconds(1));
        }
        return told.getNow(null);
    }

    private List<String> names() {
        return journal.leftovers(system).stream().map(Leftover::name).toList();
    }

    @Test
    void whoCannotBeEndedIsNamedAndFoundAgain() {
        web.foreign = true;
        assertThat(stop(journal.leftovers(system)))
                .containsExactly("web could not be ended: pid " + web.pid() + " (sudo) belongs to root.");
        assertThat(names()).containsExactly("web");
        assertThat(Journals.ofPanel(folder, system, 3).leftovers(system))
                .extracting(Leftover::name)
                .containsExactly("web");
    }

    @Test
    void whoHasTheNumberMeanwhileIsNotSignalled() {
        List<Leftover> found = journal.leftovers(system);
        system.signal(web.identity(), Signal.KILL);
        FakeProcess heir = system.heirOf(web);
        assertThat(stop(found)).isEmpty();
        assertThat(heir.signals).isEmpty();
        assertThat(heir.alive).isTrue();
        assertThat(names()).isEmpty();
    }
}
