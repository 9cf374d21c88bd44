package controlfreak.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import controlfreak.engine.RealEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs of other people under the engine; those that are not installed are passed over. */
@EnabledOnOs(OS.LINUX)
class RealProgramsTest {
    private static final int KEYS = 300_000;

    @TempDir
    private static Path folder;

    private static Stream<Program> programs() throws IOException {
        Programs programs = new Programs(folder, KEYS);
        return Stream.of(programs.redis(), programs.nginx(), programs.gunicorn(), programs.files());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void losesNothingAndComesBack(Program program, @TempDir Path state) throws Exception {
        assumeTrue(RealPrograms.isInstalled(program), program.executable() + " is not installed");
        program.prepare();
        try (RealEngine engine = new RealEngine(state)) {
            assertIsGood(Trial.run(engine, program, Trial.plain(program)));
            assertIsGood(Trial.run(engine, program, Trial.withPreset(program, RealPrograms.preset(program))));
        }
    }

    private static void assertIsGood(Map<Trial.Step, String> outcome) {
        assertThat(outcome)
                .containsOnlyKeys(Trial.Step.values())
                .allSatisfy((step, words) -> assertThat(words).isIn(Trial.GOOD, Trial.NONE, Trial.DROPPED));
    }
}
