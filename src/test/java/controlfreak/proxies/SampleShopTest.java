package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The sample workspace runs with what is at hand, and shows what an operator should see. */
class SampleShopTest {

    private static final Path SAMPLES = Path.of(System.getProperty("samples.folder", "resources/samples"));

    @Test
    void eachServiceSaysTheValueOfAVariable() throws Exception {
        for (JsonNode proxySpec : workspace().path("proxies")) {
            try (ProxyProcess proxy = run(proxySpec)) {
                JsonNode service = proxySpec.path("services").get(0);
                String variable = service.path("env").fieldNames().next();
                for (String value : List.of("first value", "second value")) {
                    String name = value.split(" ")[0];
                    proxy.send(Map.of(
                            "command",
                            "start",
                            "name",
                            name,
                            "cmd",
                            service.path("command").asText(),
                            "env",
                            Map.of(variable, value)));
                    proxy.awaitOutput(name, value);
                    proxy.stopService(name);
                    assertThat(proxy.awaitStatus("stopped", name).exitStatus()).isEqualTo(15);
                }
            }
        }
    }

    @Test
    void theProxyHoldsFiftyMegabytes() throws Exception {
        try (ProxyProcess proxy = run(workspace().path("proxies").get(0))) {
            proxy.awaitReady();

            assertThat(rssInMb(proxy.pid())).isBetween(45L, 90L);
        }
    }

    @Test
    void aWorkerThatBreaksShowsWhere() throws Exception {
        JsonNode spec = workspace().path("proxies").get(0);
        try (ProxyProcess proxy = run(spec)) {
            proxy.send(Map.of(
                    "command",
                    "start",
                    "name",
                    "web",
                    "cmd",
                    spec.path("services").get(0).path("command").asText(),
                    "env",
                    Map.of("CRASH_AFTER", "1")));

            assertThat(proxy.awaitStatus("stopped", "web").exitStatus()).isEqualTo(256);
            proxy.awaitOutput("err", "web", "Traceback");
            proxy.awaitOutput("err", "web", "worker.py\", line");
            proxy.awaitOutput("err", "web", "asked for more than we have");
        }
    }

    @Test
    void theClockNeedsNoProxy() throws Exception {
        JsonNode clock = workspace().path("services").get(0);
        ProcessBuilder builder = new ProcessBuilder(
                "/bin/sh", "-c", "exec " + clock.path("command").asText());
        builder.directory(SAMPLES.toFile());
        builder.environment().put("FORMAT", "it is %H");
        Process process = builder.start();
        try {
            byte[] line = process.getInputStream().readNBytes(8);
            assertThat(new String(line, StandardCharsets.UTF_8)).matches("it is \\d\\d");
        } finally {
            process.destroy();
        }
        await().until(() -> !process.isAlive());
    }

    private static JsonNode workspace() throws IOException {
        return new ObjectMapper().readTree(SAMPLES.resolve("shop.cfk").toFile());
    }

    private static ProxyProcess run(JsonNode proxySpec) throws IOException {
        String[] words = proxySpec.path("command").asText().split(" ");
        return ProxyProcess.start(
                Language.PYTHON.program().resolveSibling(words[0]),
                builder -> builder.directory(SAMPLES.toFile()),
                true,
                Arrays.copyOfRange(words, 1, words.length));
    }

    private static long rssInMb(long pid) throws IOException {
        return ProxyProcess.memoryOf(pid, "Rss") / 1024;
    }
}
