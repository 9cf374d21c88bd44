package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Dependency;
import controlfreak.model.Dependency.Until;
import controlfreak.model.ExitStatus;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.verb.ControllerDoor;
import controlfreak.ui.main.verb.Verb;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the window asks for several rows is one request. */
class StartOfRowsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"START", "WITHNEEDS", "RETRY"})
    void aRowThatNeedsAJobWaitsForTheRunThatIsStartedWithIt(Verb verb) {
        EngineFixture engine = new EngineFixture(folder);
        Service migrate = engine.service(spec("migrate"));
        engine.service(spec("web").withDependsOn(List.of(new Dependency("migrate", Until.COMPLETED))));
        engine.running(migrate);
        engine.system.last().exits(ExitStatus.exited(0));
        engine.advance(1);
        RowKey job = new RowKey.OfProcess(EngineFixture.id("migrate"));
        RowKey dependant = new RowKey.OfProcess(EngineFixture.id("web"));
        Map<RowKey, CompletionStage<?>> stages =
                new ControllerDoor(engine.controller).act(verb, List.of(dependant, job));
        engine.advance(2);
        assertThat(stages.get(dependant).toCompletableFuture()).isNotDone();
        assertThat(engine.status(engine.find("web")).waitsFor()).containsExactly("migrate");
        engine.system.last().exits(ExitStatus.exited(0));
        engine.advance(2);
        assertThat(stages.get(dependant).toCompletableFuture()).isCompleted();
    }
}
