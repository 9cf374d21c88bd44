package controlfreak.jvmproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
    private static final ArchiveFile ARCHIVE = new ArchiveFile(ArchiveKind.CDS, Path.of("/cache/shop.jsa"));

    @TempDir
    Path folder;

    private Options options;

    @BeforeEach
    void makeClasses() throws Exception {
        Files.createDirectories(folder.resolve("shop"));
        Files.createFile(folder.resolve("shop/shop.class"));
        options = Options.of("-cp", folder.toString(), "--main", "Top", "--java-option", "-Xmx64m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java x",
                "-jar app.jar",
                "shop.shop",
                "Top",
                "com.example.Main a",
                "-Dx=1 shop.shop",
                "exec java x"
            })
    void isAJvm(String command) {
        assertThat(plan(command).jvm()).isTrue();
        assertThat(plan(command).words()).first().isEqualTo(Jdk.java());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sleep 10", "redis.server", "java-like", "/usr/bin/env java", "shop.other", "./Top", "a | b"})
    void isAProgram(String command) {
        assertThat(plan(command).jvm()).isFalse();
    }

    @Test
    void whatIsNearestComesLast() {
        assertThat(plan("-Xmx32m com.example.Main -Xss1m").words())
                .containsSubsequence(
                        "-XX:+UseSerialGC",
                        "-Xss256k",
                        "-XX:SharedArchiveFile=/cache/shop.jsa",
                        "-Xmx64m",
                        "-cp",
                        folder.toString(),
                        "-Xmx32m",
                        "com.example.Main",
                        "-Xss1m");
    }

    @Test
    void aClassPathOfItsOwnTakesThePlaceOfOurs() {
        assertThat(plan("-cp other.jar x.Main").words()).containsOnlyOnce("-cp");
        assertThat(plan("-Dx=1 -jar other.jar").words()).doesNotContain("-cp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void whatAVariableSaysTakesThePlaceOfOurs(String name) {
        List<String> words =
                plan("x.Main", Map.of(name, "-XX:+UseParallelGC '-Xss2m'")).words();

        assertThat(words).doesNotContain("-XX:+UseSerialGC", "-Xss256k").contains("-Xmn4m");
    }

    @Test
    void whatAFileOfArgumentsSaysTakesThePlaceOfOurs() throws Exception {
        Path file = Files.writeString(folder.resolve("options"), "# a comment\n-XX:+UseG1GC\n-Xmn9m\n");

        assertThat(plan("java @" + file + " x.Main").words())
                .doesNotContain("-XX:+UseSerialGC", "-Xmn4m")
                .containsSubsequence("-Xss256k", "@" + file, "x.Main");
        assertThat(plan("-XX:VMOptionsFile=" + file + " x.Main").words()).doesNotContain("-XX:+UseSerialGC");
    }

    @Test
    void anArchiveOfItsOwnTakesThePlaceOfOurs() {
        assertThat(plan("-Xshare:off x.Main").words()).noneMatch(word -> word.contains("SharedArchiveFile"));
    }

    private Plan plan(String command) {
        return plan(command, Map.of());
    }

    private Plan plan(String command, Map<String, String> variables) {
        return Plan.of(command, options, Optional.of(ARCHIVE), variables);
    }
}
