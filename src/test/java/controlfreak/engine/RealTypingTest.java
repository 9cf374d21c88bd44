package controlfreak.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import controlfreak.log.LogLine;
import controlfreak.log.LogStream;
import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Stdin;
import controlfreak.model.status.InputState;
import controlfreak.model.status.ServiceState;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real programs that are typed for. */
class RealTypingTest {
    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    @BeforeEach
    void setUp() {
        engine = new RealEngine(folder);
    }

    private Service running(String... command) throws Exception {
        ServiceSpec spec = ServiceSpec.of("repl", new Command.Words(List.of(command)))
                .with(draft -> draft.streams = draft.streams.withStdin(new Stdin.Open()));
        Service service = engine.done(engine.controller.addService(spec)).get(0);
        engine.done(service.start());
        return service;
    }

    private static void awaitSaid(Service service, String text) {
        await().until(() -> service.log().newest(100).stream()
                .anyMatch(line -> !line.stream().isPanel() && line.text().contains(text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cat|żółw 6|żółw 6",
                "bc -q|2^100|1267650600228229401496703205376",
                "python3 -i -q|print(6 * 7 * 1000)|42000",
                "node -i|6 * 7 * 1000|42000",
                "sh|echo $((6 * 7 * 1000))|42000"
            })
    void aProgramReadsALineAndTheEndOfItsInput(String command, String line, String answer) throws Exception {
        String[] words = command.split(" ");
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(on -> Files.isExecutable(Path.of(on, words[0]))),
                words[0] + " is not installed");
        Service service = running(words);
        assertThat(service.inputState()).isEqualTo(InputState.OPEN);
        engine.done(service.type(line));
        awaitSaid(service, answer);
        assertThat(service.log().from(0, 100))
                .filteredOn(shown -> shown.stream() == LogStream.IN)
                .extracting(LogLine::text)
                .containsExactly(line);
        engine.done(service.endInput());
        await().until(() -> service.status().state() == ServiceState.STOPPED);
        assertThat(service.inputState()).isEqualTo(InputState.ENDED);
        assertThat(service.log().from(0, 100))
                .extracting(LogLine::text)
                .contains("the end of its standard input was sent")
                .anyMatch(text -> text.startsWith("exit 0 after "));
        engine.done(service.start());
        assertThat(service.inputState()).as("open again").isEqualTo(InputState.OPEN);
    }

    @Test
    void whatIsTypedIsInNoFile() throws Exception {
        Service service = running("sh", "-c", "while read -r line; do echo ${#line}; done");
        engine.done(service.type("correct horse battery"));
        awaitSaid(service, "21");
        engine.done(service.endInput());
        await().until(() -> service.status().state() == ServiceState.STOPPED);
        assertThat(service.log().awaitWritten(Duration.ofMinutes(1))).isTrue();
        assertThat(Files.readString(service.log().file())).contains(" 21\n").doesNotContain("horse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cfk-share-mem-proxy.py", "cfk-share-mem-proxy.pl", "cfk-share-mem-proxy.rb"})
    void aProxyPassesItOn(String program) throws Exception {
        ServiceSpec cat = ServiceSpec.of("repl", new Command.Words(List.of("cat")))
                .with(draft -> draft.streams = draft.streams.withStdin(new Stdin.Open()));
        Service service = engine.done(engine.controller.addProxy(
                        ProxySpec.of("shop", new Command.Text(program)).withServices(List.of(cat))))
                .services()
                .get(0);
        engine.done(service.start());
        assertThat(service.inputState()).isEqualTo(InputState.OPEN);
        engine.done(service.type("żółw"));
        awaitSaid(service, "żółw");
        engine.done(service.endInput());
        await().until(() -> service.status().state() == ServiceState.STOPPED);
        assertThat(service.inputState()).isEqualTo(InputState.ENDED);
    }

    @Test
    void whoDoesNotReadHoldsUpNobodyAndIsTold() throws Exception {
        Service service = running("sleep", "600");
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        engine.done(service.type("x".repeat(10_000)));
                    }
                })
                .hasMessageContaining("repl does not read what is typed: ");
        engine.done(service.stop());
    }

    @Test
    void whoHasClosedItsInputIsToldOf() throws Exception {
        Service service = running("sh", "-c", "exec 0<&-; echo closed; exec sleep 600");
        awaitSaid(service, "closed");
        engine.done(service.type("hello"));
        await().until(() -> service.inputState() == InputState.ENDED);
        assertThatThrownBy(() -> engine.done(service.type("hello"))).hasMessageContaining("has ended");
        assertThat(service.log().from(0, 100))
                .extracting(LogLine::text)
                .contains("it has closed its standard input; what was typed last is lost");
        engine.done(service.restart());
        assertThat(service.inputState()).isEqualTo(InputState.OPEN);
    }
}
