package controlfreak.proxies;

import static controlfreak.proxies.WarmProxy.refork;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that loading has half read are read on by each service for itself, by the line and not by the buffer. */
class ProxyHalfReadTest {
    /** Longer than what a language reads at once. */
    private static final int LINES = 20_000;

    private static final Set<String> SHORT = Set.of("short", "deleted", "data");

    @TempDir
    Path folder;

    private ProxyProcess start(Language language) throws Exception {
        Files.write(folder.resolve("long.txt"), lines(LINES));
        Files.write(folder.resolve("short.txt"), lines(3));
        Files.write(folder.resolve("deleted.txt"), lines(3));
        return ProxyProcess.start(
                        language.program(),
                        builder -> builder.environment().put("HALF_READ", folder.toString()),
                        true,
                        "--preload",
                        language.script("halfread"))
                .awaitReady();
    }

    private static List<String> lines(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }

    @ParameterizedTest
    @EnumSource
    void eachServiceReadsOnFromTheSecondLine(Language language) throws Exception {
        try (ProxyProcess proxy = start(language)) {
            for (String name : List.of("one", "two")) {
                assertThat(readByService(proxy, name, language.script("halfreader")))
                        .containsKeys("long", "written")
                        .allSatisfy((file, read) -> assertThat(read)
                                .as(file)
                                .isEqualTo(SHORT.contains(file) ? "2 3 2" : "2 " + LINES + " " + (LINES - 1)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLaterOneReadsOnFromWhereTheWorkerWasThatItIsACopyOf(Language language) throws Exception {
        int read = LINES / 2;
        try (ProxyProcess proxy = start(language)) {
            readByService(proxy, "worker", language.script("halfreader") + " " + read);
            refork(proxy, "worker");

            assertThat(readByService(proxy, "later", language.script("halfreader")))
                    .containsKeys("long", "written")
                    .allSatisfy((file, last) -> assertThat(last)
                            .as(file)
                            .isEqualTo(SHORT.contains(file) ? "0" : read + 2 + " " + LINES + " " + (LINES - read - 1)));
        }
    }

    private static Map<String, String> readByService(ProxyProcess proxy, String name, String command) throws Exception {
        proxy.startService(name, command);
        proxy.awaitOutput(name, "up");
        return Facts.parse(proxy.output("out", name));
    }
}
