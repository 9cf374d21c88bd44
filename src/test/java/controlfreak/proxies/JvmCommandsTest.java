package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the proxy for JVM applications takes what comes down its command pipe. */
class JvmCommandsTest {
    @TempDir
    static Path folder;

    @Test
    void aLineThatDoesNotEndTakesNoMemoryAndIsTold() throws Exception {
        try (ProxyProcess proxy = JvmShop.in(folder).lean()) {
            byte[] part = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 200; i++) {
                proxy.write(part);
            }
            proxy.write("\n".getBytes(StandardCharsets.US_ASCII));
            proxy.startService("after", "sh -c 'exit 3'");

            assertThat(proxy.awaitStatus("stopped", "after").exitStatus()).isEqualTo(3 << 8);
            proxy.awaitOutput("err", "-", "a line of more than 4194304 bytes");
        }
    }
}
