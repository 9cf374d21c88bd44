package controlfreak.jvmproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JavaVariablesTest {

    @Test
    void belongToTheServicesThoughTheProxyRunsWithout() {
        assertThat(JavaVariables.of(
                        Map.of("_CFK_JAVA_TOOL_OPTIONS", "-Xmx1g", "_CFK__JAVA_OPTIONS", "-Xss1m", "A", "b")))
                .isEqualTo(Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g", "_JAVA_OPTIONS", "-Xss1m", "A", "b"));
    }

    @Test
    void areReadAsTheJvmReadsThem() {
        assertThat(JavaVariables.options(
                        Map.of("JDK_JAVA_OPTIONS", "-Da=\"b c\" '-Dd=e f'\t-Xint", "JAVA_OPTS", "-Xcomp")))
                .containsExactly("-Da=b c", "-Dd=e f", "-Xint");
        assertThat(JavaVariables.options(Map.of("_JAVA_OPTIONS", "'no end"))).isEmpty();
        assertThat(JavaVariables.options(Map.of("JDK_JAVA_OPTIONS", "@/no/such/file -Xint")))
                .containsExactly("@/no/such/file", "-Xint");
    }
}
