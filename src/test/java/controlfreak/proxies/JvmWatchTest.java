package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxy for JVM applications tells when the class path has changed. */
class JvmWatchTest {

    @TempDir
    Path folder;

    private JvmShop shop;
    private Path classFile;

    @BeforeEach
    void compile() throws Exception {
        folder = folder.toRealPath();
        shop = JvmShop.in(folder.resolve("shop"));
        classFile = Files.createDirectories(folder.resolve("classes/more")).resolve("More.class");
        Files.writeString(classFile, "not read by anybody");
    }

    @Test
    void namesAJarThatHasChangedUntilItIsAsItWas() throws Exception {
        // Java cannot set a time as exactly as a file can have it.
        FileTime before = FileTime.fromMillis(1_600_000_000_000L);
        Files.setLastModifiedTime(shop.jar(), before);
        try (ProxyProcess proxy = watching("0.05")) {
            Files.setLastModifiedTime(shop.jar(), FileTime.fromMillis(before.toMillis() - 60_000));
            assertThat(awaitStale(proxy, 1)).containsExactly(shop.jar().toString());

            Files.setLastModifiedTime(shop.jar(), before);
            assertThat(awaitStale(proxy, 2)).isEmpty();
        }
    }

    @Test
    void namesAClassOfAFolder() throws Exception {
        try (ProxyProcess proxy = watching("0.05")) {
            Files.writeString(classFile.resolveSibling("New.class"), "nobody has it");
            Files.delete(classFile);

            assertThat(awaitStale(proxy, 1)).containsExactly(classFile.toString());
        }
    }

    @Test
    void looksAtNothingWhereItIsNotWanted() throws Exception {
        try (ProxyProcess proxy = watching("0")) {
            Files.delete(classFile);
            proxy.startService("s", "sleep 0.2");
            proxy.awaitStatus("stopped", "s");

            assertThat(proxy.statuses("stale")).isEmpty();
        }
    }

    private ProxyProcess watching(String period) throws Exception {
        return shop.run(
                        Path.of(System.getProperty("java.home")),
                        true,
                        "--class-path",
                        shop.jar() + ":" + folder.resolve("classes"),
                        "--no-train",
                        "--watch-secs",
                        period)
                .awaitReady();
    }

    private static List<String> awaitStale(ProxyProcess proxy, int count) {
        await().until(() -> proxy.statuses("stale").size() >= count);
        JsonNode stale = proxy.statuses("stale").get(count - 1).json();
        List<String> files = new ArrayList<>();
        stale.path("files").forEach(file -> files.add(file.asText()));
        assertThat(stale.path("count").asInt()).isEqualTo(files.size());
        return files;
    }
}
