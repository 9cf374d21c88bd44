package controlfreak.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.testing.FreshJvm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short while of it, in a JVM of its own, whose threads and descriptors are then those of the engine alone. */
class ChaosTest {
    @Test
    void nothingIsOrphanedDoubledLostOrForgotten() throws Exception {
        assertThat(FreshJvm.run(
                        Chaos.class,
                        List.of("12", "2", "29"),
                        "-XX:+UseSerialGC",
                        "-Dproxies.folder=" + System.getProperty("proxies.folder")))
                .contains("lines written")
                .doesNotContain("PROBLEM", "Exception");
    }
}
