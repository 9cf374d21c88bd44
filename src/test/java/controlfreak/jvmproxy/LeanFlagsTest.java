package controlfreak.jvmproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A flag of ours goes where another speaks about the same matter; all others stay. */
class LeanFlagsTest {

    @ParameterizedTest
    @CsvSource({
        "-XX:+UseG1GC, -XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=4, -XX:CICompilerCount=1",
        "-XX:-TieredCompilation, -XX:TieredStopAtLevel=1",
        "-Xint, -XX:CICompilerCount=1",
        "-Xss1m, -Xss256k",
        "-Xms64m, -Xms8m",
        "-XX:NewRatio=2, -Xmn4m",
        "-XX:MaxHeapFreeRatio=5, -XX:MinHeapFreeRatio=10",
        "-XX:ReservedCodeCacheSize=99m, -XX:ReservedCodeCacheSize=24m",
        "-XX:+UsePerfData, -XX:-UsePerfData"
    })
    void giveWay(String said, String ours) {
        assertThat(LeanFlags.without(List.of())).contains(ours);
        assertThat(LeanFlags.without(List.of("-Dx=1", said)))
                .doesNotContain(ours)
                .hasSizeGreaterThan(LeanFlags.without(List.of()).size() - 3);
    }
}
