package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Ask;
import controlfreak.model.Stop;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A service with a worker, which obeys no SIGTERM. */
abstract class StopFixture {
    @TempDir
    Path folder;

    EngineFixture engine;
    Service web;
    FakeProcess leader;
    FakeProcess worker;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    void run(Ask ask, String... commandLine) {
        web = engine.service(spec("web").withStop(Stop.of(ask)));
        leader = engine.running(web);
        leader.obeysTerm = false;
        leader.commandLine = List.of(commandLine);
        worker = engine.system.forkedBy(leader);
        worker.group = leader.pid();
        worker.obeysTerm = false;
    }
}
