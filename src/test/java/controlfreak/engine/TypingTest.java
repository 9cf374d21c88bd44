package controlfreak.engine;

import static controlfreak.engine.EngineFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.log.LogLine;
import controlfreak.log.LogStream;
import controlfreak.model.ExitStatus;
import controlfreak.model.Stdin;
import controlfreak.model.status.InputState;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypingTest {
    @TempDir
    Path folder;

    private EngineFixture engine;
    private Service repl;

    @BeforeEach
    void setUp() {
        engine = new EngineFixture(folder);
        repl = engine.service(spec("repl").with(draft -> draft.streams = draft.streams.withStdin(new Stdin.Open())));
    }

    private String refusalOf(CompletionStage<String> asked) {
        engine.loop.settle();
        return asked.handle((done, failure) ->
                        failure == null ? "sent" : failure.getCause().getMessage())
                .toCompletableFuture()
                .getNow("unanswered");
    }

    @Test
    void aLineGoesToTheProcessAndIsShownAsTyped() {
        FakeSystem.FakeProcess process = engine.running(repl);
        assertThat(refusalOf(repl.type("print(1)"))).isEqualTo("sent");
        assertThat(refusalOf(repl.endInput())).isEqualTo("sent");
        assertThat(process.typed).containsExactly("print(1)\n", "(end)");
        assertThat(repl.log().from(0, 100))
                .filteredOn(line -> line.stream() == LogStream.IN)
                .extracting(LogLine::text)
                .containsExactly("print(1)");
    }

    @Test
    void nothingIsTypedWhereNobodyReads() {
        assertThat(refusalOf(repl.type("x"))).isEqualTo("repl has no process whose standard input is open.");
        FakeSystem.FakeProcess process = engine.running(repl);
        repl.endInput();
        assertThat(refusalOf(repl.type("x")))
                .isEqualTo("The standard input of repl has ended; it is open again from its next start.");
        assertThat(refusalOf(repl.endInput())).isNotEqualTo("sent");
        assertThat(repl.inputState()).isEqualTo(InputState.ENDED);
        process.exits(ExitStatus.exited(0));
        engine.loop.settle();
        assertThat(repl.inputState()).isEqualTo(InputState.ENDED);
        assertThat(refusalOf(repl.type("x"))).isNotEqualTo("sent");
        FakeSystem.FakeProcess second = engine.running(repl);
        second.unread = 70_000;
        assertThat(refusalOf(repl.type("x"))).isEqualTo("repl does not read what is typed: 70000 bytes wait already.");
        assertThat(second.typed).isEmpty();
        assertThat(engine.log(repl)).doesNotContain("x");
    }

    @Test
    void aProcessThatWasStartedWithoutInputHasNone() {
        Service web = engine.service(spec("web"));
        engine.running(web);
        assertThat(web.inputState()).isEqualTo(InputState.NONE);
        assertThat(refusalOf(web.type("x"))).isEqualTo("web has no process whose standard input is open.");
        assertThat(refusalOf(web.endInput())).isEqualTo("web has no process whose standard input is open.");
    }

    @Test
    void aProcessThatClosesItsInputIsToldOfOnce() {
        FakeSystem.FakeProcess process = engine.running(repl);
        repl.type("x");
        engine.loop.settle();
        process.readsNoMore();
        process.readsNoMore();
        engine.loop.settle();
        assertThat(repl.inputState()).isEqualTo(InputState.ENDED);
        assertThat(engine.log(repl)).containsOnlyOnce("it has closed its standard input; what was typed last is lost");
    }
}
