package controlfreak.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PortHolderTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void isFoundWhoeverStartedIt() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            assertThat(PortHolder.of(port))
                    .contains(new PortHolder(ProcessHandle.current().pid(), "java"));
        }
        assertThat(PortHolder.of(port)).as("closed").isEmpty();
    }
}
