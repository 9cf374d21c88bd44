package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options that are said anywhere win over our lean ones, and none of them is for the proxy's own JVM. */
class JvmOptionsTest {
    private static final String SAYS_COLLECTOR = "-Xlog:gc:stdout shop.Shop exit 0";

    @TempDir
    static Path folder;

    private static JvmShop shop;

    @BeforeAll
    static void compile() throws Exception {
        shop = JvmShop.in(folder);
    }

    @Test
    void aServiceNamesItsCollectorInAVariable() throws Exception {
        try (ProxyProcess proxy = shop.lean()) {
            proxy.startService("lean", SAYS_COLLECTOR);
            for (String name : new String[] {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"}) {
                proxy.send(Map.of(
                        "command",
                        "start",
                        "name",
                        name,
                        "cmd",
                        SAYS_COLLECTOR,
                        "env",
                        Map.of(name, "-XX:+UseParallelGC")));
                proxy.awaitOutput(name, "Using Parallel");
            }
            proxy.awaitOutput("lean", "Using Serial");
        }
    }

    @Test
    void theProxysVariablesAreForItsServicesAlone() throws Exception {
        Consumer<ProcessBuilder> variables = builder -> {
            builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:+UseParallelGC -Dgreeting=\"a b\"");
            builder.environment().put("_JAVA_OPTIONS", "-Xmx40m");
        };
        try (ProxyProcess proxy = shop.lean(variables)) {
            proxy.awaitReady();
            assertThat(proxy.ownOutput()).doesNotContain("Picked up");
            proxy.startService("one", SAYS_COLLECTOR);
            proxy.awaitOutput("one", "Using Parallel");
            proxy.awaitOutput("err", "one", "Picked up JAVA_TOOL_OPTIONS: -XX:+UseParallelGC -Dgreeting=\"a b\"");
            proxy.awaitOutput("err", "one", "Picked up _JAVA_OPTIONS: -Xmx40m");
        }
    }
}
