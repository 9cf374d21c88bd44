package controlfreak.jvmproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Runtime.Version;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkTest {
    @ParameterizedTest
    @ValueSource(strings = {"17.0.11", "17.0.15+6", "21.0.3", "22", "25.0.3+9-LTS"})
    void trimsTheNativeHeap(String version) {
        assertThat(Jdk.trimsNativeHeap(Version.parse(version))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "17.0.10", "18.0.2", "20.0.2", "21", "21.0.2"})
    void wouldNotStartIfItWereToldTo(String version) {
        assertThat(Jdk.trimsNativeHeap(Version.parse(version))).isFalse();
    }
}
