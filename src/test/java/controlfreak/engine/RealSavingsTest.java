package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealFigures.MB;
import static controlfreak.engine.RealFigures.pids;
import static controlfreak.engine.RealFigures.savedOfArchives;
import static controlfreak.engine.RealFigures.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.figures.Advice;
import controlfreak.figures.GroupFigures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.spi.ToolProvider;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the panel says to be saved, live and for each language, is what /proc says at the same time. */
@EnabledOnOs(OS.LINUX)
class RealSavingsTest {
    private static final Percentage CLOSE = Percentage.withPercentage(5);
    private static final int WORKERS = 4;

    @TempDir
    Path folder;

    private RealFigures figures;

    @BeforeEach
    void setUp() {
        figures = new RealFigures(folder);
    }

    @AfterEach
    void tearDown() throws Exception {
        figures.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "py | KEPT = [b'x' * 65536 for _ in range(800)] | import time; print('ready', flush=True); time.sleep(1000)",
                "pl | our @KEPT = map { 'x' x 65536 } 1 .. 800; 1; | print \"ready\\n\"; sleep 1000;",
                "rb | KEPT = Array.new(800) { 'x' * 65536 } | puts 'ready'; sleep 1000"
            })
    void ofForkedWorkers(String extension, String application, String worker) throws Exception {
        Files.writeString(folder.resolve("app." + extension), application);
        Files.writeString(folder.resolve("calm." + extension), worker);
        GroupFigures group = sampled(figures.start(
                "cfk-share-mem-proxy." + extension + " --preload app." + extension, "calm." + extension, WORKERS));

        assertThat(group.saved().orElseThrow() / MB).isGreaterThan(200);
        assertThat(group.lost() / MB).isLessThan(15);
        assertThat(group.workers()).allMatch(one -> one.shares() && one.memory().isForked());
    }

    @Test
    void afterAWorkerHasBecomeTheTemplate() throws Exception {
        Files.writeString(folder.resolve("app.py"), "KEPT = [b'x' * 65536 for _ in range(800)]");
        Files.writeString(
                folder.resolve("warm.py"),
                "import time\nWARM = [b'y' * 65536 for _ in range(400)]\nprint('ready', flush=True)\ntime.sleep(1000)");
        Proxy shop = figures.start("cfk-share-mem-proxy.py --preload app.py", "warm.py", WORKERS);
        shop.services().forEach(service -> awaitLine(service.log(), "ready"));
        figures.engine.done(shop.refork(shop.services().get(0)));
        assertThat(pids(shop)).as("the proxy, the template, the workers").hasSize(WORKERS + 2);

        figures.sampled(now -> now.proxy().filter(both -> both.rss() > 120 * MB).isPresent());
        GroupFigures group = sampled(shop);

        assertThat(group.lost() / MB)
                .as("each of the others takes its warmth anew, and has copied none of the template's")
                .isLessThan(15);
    }

    @Test
    void ofJvmsThatHaveAnArchiveInCommon() throws Exception {
        Files.writeString(
                folder.resolve("Calm.java"),
                "public class Calm { public static void main(String[] a) throws Exception {"
                        + " System.out.println(\"ready\"); Thread.sleep(1_000_000); } }");
        Path jar = folder.resolve("calm.jar");
        run(
                "javac",
                "-d",
                folder.resolve("classes").toString(),
                folder.resolve("Calm.java").toString());
        run(
                "jar",
                "--create",
                "--file",
                jar.toString(),
                "-C",
                folder.resolve("classes").toString(),
                ".");
        GroupFigures group = sampled(figures.start(
                "XDG_CACHE_HOME=" + folder + " exec cfk-share-mem-proxy-jvm --class-path " + jar
                        + " --main Calm --train-until ready --java-option -Xmx32m",
                "Calm",
                WORKERS));

        assertThat(group.saved().orElseThrow() / MB).isGreaterThan(15);
        assertThat(group.workers()).allMatch(GroupFigures.Worker::shares);
        assertThat(group.lost()).as("no copies where nothing is forked").isZero();
        assertThat(Advice.of("shop", group)).isEmpty();
    }

    private static void run(String tool, String... arguments) {
        assertThat(ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments))
                .isZero();
    }

    /** What the sampler tells, once that is what /proc tells: figures may be of a moment when somebody was there who has ended since. */
    private GroupFigures sampled(Proxy proxy) {
        proxy.services().forEach(service -> awaitLine(service.log(), "ready"));
        AtomicReference<GroupFigures> told = new AtomicReference<>();
        await().untilAsserted(() -> {
            GroupFigures group = figures.sampled(now -> now.workers().size() == WORKERS);
            List<Long> pids = pids(proxy);
            long saved = sum(pids, "Anonymous") - sum(pids, "Pss_Anon") + savedOfArchives(pids);
            assertThat(group.saved().orElseThrow() / MB).isCloseTo(saved / MB, CLOSE);
            assertThat(group.total() / MB).isCloseTo(sum(pids, "Pss") / MB, CLOSE);
            assertThat(group.rss() / MB).isCloseTo(sum(pids, "Rss") / MB, CLOSE);
            told.set(group);
        });
        return told.get();
    }
}
