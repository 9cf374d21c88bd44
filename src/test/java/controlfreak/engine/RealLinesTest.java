package controlfreak.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.log.Log;
import controlfreak.log.LogLine;
import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line is the same line on each way into its log: without a proxy, and through each proxy. */
class RealLinesTest {
    private static final String DIRECT = "";

    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    @BeforeEach
    void setUp() {
        engine = new RealEngine(folder);
    }

    /** The log of a service that runs a Python program. */
    private Log log(String proxy, String program) throws Exception {
        ServiceSpec spec = ServiceSpec.of("web", new Command.Words(List.of("python3", "-c", program)));
        Service web = proxy.equals(DIRECT)
                ? engine.done(engine.controller.addService(spec)).get(0)
                : engine.done(engine.controller.addProxy(
                                ProxySpec.of("shop", new Command.Text(proxy)).withServices(List.of(spec))))
                        .services()
                        .get(0);
        web.start();
        return web.log();
    }

    @ParameterizedTest
    @ValueSource(strings = {DIRECT, "cfk-share-mem-proxy.py", "cfk-share-mem-proxy.pl", "cfk-share-mem-proxy.rb"})
    void aPromptIsSeen(String proxy) throws Exception {
        Log log = log(
                proxy,
                "import sys, time\nsys.stdout.write('Delete everything? [y/N] ')\nsys.stdout.flush()\ntime.sleep(600)");
        await().untilAsserted(() ->
                assertThat(log.unfinished()).extracting(LogLine::text).containsExactly("Delete everything? [y/N] "));
    }

    @ParameterizedTest
    @ValueSource(strings = {DIRECT, "cfk-share-mem-proxy.py", "cfk-share-mem-proxy.pl", "cfk-share-mem-proxy.rb"})
    void aLongLineStaysOneAndNoCharacterIsTorn(String proxy) throws Exception {
        Log log = log(
                proxy,
                "import sys\nsys.stdout.buffer.write(b'a' + b'\\xc3\\xa9' * 34998 + b'END\\nnext\\nno end')\n"
                        + "sys.stdout.flush()");
        RealEngine.awaitLine(log, "no end");
        List<LogLine> lines = log.from(0, 100).stream()
                .filter(line -> !line.stream().isPanel())
                .toList();
        assertThat(lines).extracting(LogLine::continued).containsExactly(true, false, false, false);
        assertThat(lines.stream().limit(2).map(LogLine::text).collect(Collectors.joining()))
                .isEqualTo("a" + "é".repeat(34_998) + "END");
        assertThat(lines)
                .extracting(LogLine::text)
                .endsWith("next", "no end")
                .noneMatch(text -> text.contains("\ufffd"));
    }
}
