package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.engine.FakeSystem.FakeProcess;
import controlfreak.model.Environment;
import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.model.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service closes the socket that it was given. */
class ClosedSocketTest {
    private static final String CLOSED =
            "has closed the socket web, so whoever connects there waits in vain; does it bind a port of its own?";

    @TempDir
    Path folder;

    private EngineFixture engine;
    private Service site;
    private FakeProcess process;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
        engine.await(engine.controller.apply(
                new Workspace(
                        Environment.EMPTY,
                        List.of(),
                        List.of(SocketSpec.of("web", SocketPlace.Tcp.of("127.0.0.1:8080"))),
                        List.of(),
                        List.of(spec("site").with(draft -> draft.sockets = List.of("web"))),
                        Map.of()),
                folder));
        site = engine.find("site");
        engine.system.sockets.numbers.put(200, 8080L);
        process = engine.running(site);
        engine.system.sockets.listens(process, 8080);
    }

    @Test
    void whoHasItIsWell() {
        engine.advance(30);
        assertThat(engine.cause(site)).isEmpty();
    }

    @Test
    void whoHasClosedItIsToldOf() {
        engine.advance(5);
        engine.system.sockets.closes(process, 8080);
        engine.advance(6.5);
        assertThat(engine.cause(site)).as("at the first look").isEmpty();
        engine.advance(1);
        assertThat(engine.cause(site)).isEqualTo(CLOSED);
        assertThat(engine.log(site)).contains("it " + CLOSED);
        assertThat(engine.isReady(site)).isTrue();
        engine.system.sockets.listens(process, 8080);
        engine.advance(10);
        assertThat(engine.cause(site)).as("once somebody has it again").isEmpty();
        engine.await(site.stop());
        assertThat(engine.loop.delayedTasks()).isZero();
    }

    @Test
    void nothingIsSaidWhereTheSystemDoesNotTell() {
        engine.system.sockets.closes(process, 8080);
        engine.system.sockets.isHidden = true;
        engine.advance(30);
        assertThat(engine.cause(site)).isEmpty();
    }
}
