package controlfreak.proxies;

import static controlfreak.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.proxies.ProxyProcess.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Services write by themselves to the pipes that are named to the proxy, which then has nothing of theirs. */
class ProxyFifosTest {
    private static final int LINES = 20_000;
    private static final String ALL =
            IntStream.range(0, LINES)
                            .mapToObj(number -> "line " + number + "\n")
                            .collect(Collectors.joining()) + "no end";

    @TempDir
    Path folder;

    private Path fifo(String name) throws Exception {
        Path path = folder.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
        return path;
    }

    /** What is written to it, read from before anybody does. */
    private static CompletableFuture<String> reading(Path fifo) {
        CompletableFuture<String> all = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                all.complete(new String(Files.readAllBytes(fifo), StandardCharsets.UTF_8));
            } catch (IOException broken) {
                all.completeExceptionally(new UncheckedIOException(broken));
            }
        });
        reader.setDaemon(true);
        reader.start();
        await().until(() -> reader.getState() == Thread.State.RUNNABLE);
        return all.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static void start(ProxyProcess proxy, String name, String command, Path out, Path err) throws Exception {
        proxy.send(Map.of(
                "command", "start", "name", name, "cmd", command, "stdout", out.toString(), "stderr", err.toString()));
    }

    @ParameterizedTest
    @EnumSource
    void saysThatItTakesThemUnlessItIsFarAway(Language language) throws Exception {
        try (ProxyProcess near = ProxyProcess.start(language);
                ProxyProcess far = ProxyProcess.startOnStandardPipes(language)) {
            assertThat(near.awaitStatus("ready", null).json().path("fifos").asBoolean())
                    .isTrue();
            assertThat(far.awaitStatus("ready", null).json().path("fifos").asBoolean())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenThereIsWhole(Language language) throws Exception {
        Path out = fifo("out");
        Path err = fifo("err");
        CompletableFuture<String> written = reading(out);
        CompletableFuture<String> errors = reading(err);
        try (ProxyProcess proxy = ProxyProcess.start(language).awaitReady()) {
            start(proxy, "web", language.script("straight") + " itself " + LINES, out, err);
            assertThat(written.join()).isEqualTo(ALL);
            assertThat(errors.join()).isEqualTo("an error\n");
            proxy.awaitStatus("stopped", "web");
            assertThat(proxy.log()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isWholeTooWhereTheProxyIsKilled(Language language) throws Exception {
        Path out = fifo("out");
        Path err = fifo("err");
        CompletableFuture<String> written = reading(out);
        CompletableFuture<String> errors = reading(err);
        try (ProxyProcess proxy = ProxyProcess.start(language).awaitReady()) {
            start(proxy, "web", language.script("straight") + " parent " + LINES, out, err);
            assertThat(written.join()).isEqualTo(ALL);
            assertThat(errors.join()).isEqualTo("an error\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theProxyHoldsNothingForIt(Language language) throws Exception {
        Path out = fifo("out");
        Path err = fifo("err");
        CompletableFuture<String> written = reading(out);
        reading(err);
        try (ProxyProcess proxy = ProxyProcess.start(language).awaitReady()) {
            List<String> before = ProxyProcess.targets(proxy.pid());
            start(proxy, "web", language.script("straight") + " nobody 1", out, err);
            Status started = proxy.awaitStatus("started", "web");
            assertThat(ProxyProcess.targets(started.pid())).contains(out.toString(), err.toString());
            await().untilAsserted(() ->
                    assertThat(ProxyProcess.targets(proxy.pid())).containsExactlyInAnyOrderElementsOf(before));
            proxy.stopService("web");
            assertThat("line 0\nno end").startsWith(written.join());
        }
    }

    @ParameterizedTest
    @EnumSource
    void passesOnWhatCannotBeOpened(Language language) throws Exception {
        Path out = fifo("out");
        CompletableFuture<String> written = reading(out);
        try (ProxyProcess proxy = ProxyProcess.start(language).awaitReady()) {
            start(proxy, "web", language.script("straight") + " nobody 1", out, folder.resolve("none"));
            proxy.awaitOutput("err", "web", "an error");
            start(proxy, "api", language.script("straight") + " nobody 1", folder.resolve("none"), folder);
            proxy.awaitOutput("api", "line 0");
            proxy.awaitOutput("err", "api", "an error");
            proxy.stopService("web");
            assertThat("line 0\nno end").startsWith(written.join());
            assertThat(proxy.output("out", "web")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void soDoesAChildOfATemplate(Language language) throws Exception {
        Path out = fifo("out");
        Path err = fifo("err");
        CompletableFuture<String> written = reading(out);
        CompletableFuture<String> errors = reading(err);
        try (ProxyProcess proxy = WarmProxy.withWarmWorker(language)) {
            WarmProxy.refork(proxy, "web");
            start(proxy, "later", language.script("straight") + " nobody " + LINES, out, err);
            Status started = proxy.awaitStatus("started", "later");
            assertThat(Files.readString(Path.of("/proc/" + started.pid() + "/fdinfo/1")))
                    .as("opened for writing alone")
                    .containsPattern("flags:\\s+[0-7]*1\\n");
            proxy.stopService("later");
            assertThat(ALL).startsWith(written.join());
            assertThat("an error\n").startsWith(errors.join());
        }
    }
}
