package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static controlfreak.model.status.ServiceState.STARTING;
import static controlfreak.model.status.ServiceState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is started before it is known what an earlier panel has left, for it could be there twice. */
class TakingUpTest {
    @TempDir
    Path folder;

    private EngineFixture engine;
    private Service web;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
        web = engine.service(spec("web"));
        engine.isJournalOpen = false;
        web.start();
        engine.loop.settle();
    }

    private void open() {
        engine.isJournalOpen = true;
        engine.whenJournalOpen.forEach(Runnable::run);
        engine.loop.settle();
    }

    @Test
    void aStartWaitsForThat() {
        assertThat(engine.state(web)).isEqualTo(STARTING);
        assertThat(engine.cause(web)).isEqualTo("looks for what an earlier panel has left");
        assertThat(engine.launched()).isEmpty();
        open();
        assertThat(engine.launched()).containsExactly("web");
        assertThat(engine.cause(web)).isEmpty();
    }

    @Test
    void aStopEndsTheWait() {
        assertThat(engine.await(web.stop()).state()).isEqualTo(STOPPED);
        open();
        assertThat(engine.launched()).isEmpty();
    }

    @Test
    void anotherStartIsTheOnlyOne() {
        engine.await(web.stop());
        web.start();
        engine.loop.settle();
        open();
        assertThat(engine.launched()).containsExactly("web");
    }
}
