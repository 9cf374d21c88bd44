package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import controlfreak.proxies.ProxyProcess.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A proxy tells when its memory holds other code than its files. */
class ProxyWatchTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_600_000_000_000L);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void namesAFileThatHasChangedUntilItIsAsItWas(Language language) throws Exception {
        Path file = application(language, "shop");
        try (ProxyProcess proxy = watching(language, "0.05", file)) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
            assertThat(awaitStale(proxy, 1)).containsExactly(file.toString());

            Files.setLastModifiedTime(file, LONG_AGO);
            assertThat(awaitStale(proxy, 2)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void noticesTheSizeToo(Language language) throws Exception {
        Path file = application(language, "shop");
        try (ProxyProcess proxy = watching(language, "0.05", file)) {
            Files.writeString(file, Files.readString(file) + "\n");
            Files.setLastModifiedTime(file, LONG_AGO);

            assertThat(awaitStale(proxy, 1)).containsExactly(file.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsGoneHasChangedToo(Language language) throws Exception {
        Path file = application(language, "shop");
        try (ProxyProcess proxy = watching(language, "0.05", file)) {
            Path away = Files.move(file, folder.resolve("away"));
            assertThat(awaitStale(proxy, 1)).containsExactly(file.toString());

            Files.move(away, file);
            assertThat(awaitStale(proxy, 2)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsAllAndNamesTen(Language language) throws Exception {
        List<Path> files = new ArrayList<>();
        for (int number = 10; number < 22; number++) {
            files.add(application(language, "part" + number));
        }
        try (ProxyProcess proxy = watching(language, "0.5", files.toArray(Path[]::new))) {
            for (Path file : files) {
                Files.delete(file);
            }
            await().until(() -> proxy.statuses("stale").stream()
                    .anyMatch(status -> status.json().path("count").asInt() == 12));
            Status last = proxy.statuses("stale").get(proxy.statuses("stale").size() - 1);
            assertThat(last.json().path("files")).hasSize(10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysNothingWithoutANewAnswer(Language language) throws Exception {
        Path file = application(language, "shop");
        Path other = Files.writeString(folder.resolve("other.txt"), "not loaded");
        try (ProxyProcess proxy = watching(language, "0.02", file)) {
            Files.writeString(other, "changed");
            proxy.startService("s", language.script("exit") + " 0");
            proxy.awaitStatus("stopped", "s");
            assertThat(proxy.statuses("stale")).isEmpty();

            Files.delete(file);
            awaitStale(proxy, 1);
            letItLookAgain(proxy, language);
            assertThat(proxy.statuses("stale")).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void looksAtNothingWhereItIsNotWanted(Language language) throws Exception {
        Path file = application(language, "shop");
        try (ProxyProcess proxy = watching(language, "0", file)) {
            Files.delete(file);
            letItLookAgain(proxy, language);

            assertThat(proxy.statuses("stale")).isEmpty();
            assertThat(proxy.statuses().get(0).status()).isEqualTo("ready");
        }
    }

    /** Some rounds of its loop, with pauses that are longer than a period. */
    private static void letItLookAgain(ProxyProcess proxy, Language language) throws Exception {
        for (int round = 0; round < 5; round++) {
            proxy.startService("round" + round, language.script("exit") + " 0");
            proxy.awaitStatus("stopped", "round" + round);
        }
    }

    private Path application(Language language, String name) throws IOException {
        Path file = Files.writeString(folder.toRealPath().resolve(language.script(name)), "1;\n");
        return Files.setLastModifiedTime(file, LONG_AGO);
    }

    private static ProxyProcess watching(Language language, String period, Path... files) throws Exception {
        List<String> options = new ArrayList<>(List.of("--watch-secs", period));
        for (Path file : files) {
            options.addAll(List.of("--preload", file.toString()));
        }
        return ProxyProcess.start(language, options.toArray(String[]::new)).awaitReady();
    }

    private static List<String> awaitStale(ProxyProcess proxy, int count) {
        await().until(() -> proxy.statuses("stale").size() >= count);
        Status stale = proxy.statuses("stale").get(count - 1);
        List<String> files = new ArrayList<>();
        stale.json().path("files").forEach((JsonNode file) -> files.add(file.asText()));
        assertThat(stale.json().path("count").asInt()).isEqualTo(files.size());
        return files;
    }
}
