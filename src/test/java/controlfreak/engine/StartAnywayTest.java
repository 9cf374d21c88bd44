package controlfreak.engine;

import static controlfreak.engine.EngineFixture.after;
import static controlfreak.engine.EngineFixture.spec;
import static controlfreak.model.status.ServiceState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.ExitStatus;
import controlfreak.model.status.ServiceStatus;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that do not wait, or bring what they need with them. */
class StartAnywayTest {
    @TempDir
    Path folder;

    private EngineFixture engine;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
    }

    @Test
    void startAnywayDoesNotWait() {
        engine.apply(spec("db"), after(spec("web"), "db"), after(spec("api"), "db"));
        CompletableFuture<ServiceStatus> waiting = engine.find("web").start().toCompletableFuture();
        engine.loop.settle();
        engine.find("web").startAnyway();
        engine.find("api").startAnyway();
        engine.advance(1);
        assertThat(engine.launched()).containsExactly("web", "api");
        assertThat(waiting.join().state()).isEqualTo(RUNNING);
        CompletionStage<ServiceStatus> again = engine.find("web").startAnyway();
        engine.loop.settle();
        assertThat(engine.reason(again)).isEqualTo("web is already up.");
    }

    @Test
    void startAnywayHoldsForItsRetriesAndNoLonger() {
        engine.apply(spec("db"), after(spec("web"), "db"));
        engine.find("web").startAnyway();
        engine.loop.settle();
        engine.system.last().exits(ExitStatus.exited(1));
        engine.advance(0.3);
        assertThat(engine.launched()).containsExactly("web", "web");
        engine.advance(1);
        engine.system.last().exits(ExitStatus.exited(1));
        assertThat(engine.cause(engine.find("web"))).isEqualTo("waits for db, which is stopped");
    }

    @Test
    void startsWhatItNeedsInOrder() {
        engine.apply(
                after(spec("web"), "api"),
                after(spec("api"), "db", "redis"),
                spec("redis"),
                after(spec("db"), "redis"));
        CompletableFuture<ServiceStatus> started =
                engine.find("web").startWithNeeds().toCompletableFuture();
        engine.advance(5);
        assertThat(engine.launched()).containsExactly("redis", "db", "api", "web");
        assertThat(started.join().state()).isEqualTo(RUNNING);
    }

    @Test
    void startsWhatItNeedsWhereItWaitsAlready() {
        engine.apply(spec("db"), after(spec("web"), "db"));
        engine.find("web").start();
        engine.loop.settle();
        CompletableFuture<ServiceStatus> started =
                engine.find("web").startWithNeeds().toCompletableFuture();
        engine.advance(2);
        assertThat(started.join().state()).isEqualTo(RUNNING);
    }
}
