package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static controlfreak.engine.Healths.readyBy;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Readiness.Sign;
import controlfreak.model.Streams;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service is ready by a line of an output that is not kept. */
class ReadyLineTest {
    @TempDir
    Path folder;

    private EngineFixture engine;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    private String causeWith(boolean keepStdout, boolean keepStderr) {
        Service web = engine.service(spec("web" + keepStdout + keepStderr)
                .withHealth(readyBy(new Sign.Line("listening")))
                .with(draft -> draft.streams =
                        Streams.DEFAULT.withKeepStdout(keepStdout).withKeepStderr(keepStderr)));
        engine.running(web);
        return engine.cause(web);
    }

    @Test
    void theOutputThatIsNotLookedAtIsSaid() {
        assertThat(causeWith(false, true))
                .isEqualTo("no line matched yet; its standard output is not kept (\"ignoreStdout\")");
        assertThat(causeWith(true, false))
                .isEqualTo("no line matched yet; its standard error is not kept (\"ignoreStderr\")");
    }
}
