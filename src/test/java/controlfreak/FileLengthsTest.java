package controlfreak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each file of a program is as long as can be read at once. */
class FileLengthsTest {
    private static final int MOST_LINES = 330;

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java", "src/bench/java", "resources/proxies"})
    void noFileIsLong(String folder) throws IOException {
        Path base = Path.of(System.getProperty("basedir", ""));
        try (Stream<Path> files = Files.walk(base.resolve(folder))) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).isNotEmpty();
            assertThat(all)
                    .allSatisfy(file -> assertThat(Files.readAllLines(file))
                            .as(file.toString())
                            .hasSizeLessThanOrEqualTo(MOST_LINES));
        }
    }
}
