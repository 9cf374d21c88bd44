package controlfreak.process.net;

import static controlfreak.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.process.Connector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TcpConnectorTest {
    private final TcpConnector ports = new TcpConnector();

    private CompletableFuture<Optional<String>> answer(String host, int port) {
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        ports.connect(host, port, answer::complete);
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void anOpenPortTakesAConnectionByNameAndByAddress() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            assertThat(answer("localhost", server.getLocalPort()).join()).isEmpty();
            assertThat(answer("127.0.0.1", server.getLocalPort()).join()).isEmpty();
        }
    }

    @Test
    void aClosedPortIsNeverTakenForOpen() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0)) {
            port = server.getLocalPort();
        }
        List<CompletableFuture<Optional<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            answers.add(answer("localhost", port));
        }
        assertThat(answers).extracting(CompletableFuture::join).containsOnly(Optional.of("is closed"));
    }

    @Test
    void aHostThatIsNotThereIsSaidToBeSo() {
        assertThat(answer("no-such-host.invalid", 80).join()).hasValue("is on a host that is not known");
        assertThat(answer("not a host", 80).join()).hasValue("is on a host that is not known");
        assertThat(answer("1.2.3.4.5", 80).join()).hasValue("is on a host that is not known");
    }

    @Test
    void aCancelledTryEndsAtOnce() {
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        // An address for documentation: as a rule nobody answers, and no system gives up on it soon.
        Connector.Attempt attempt = ports.connect("192.0.2.1", 9, answer::complete);
        attempt.cancel();
        attempt.cancel();
        assertThat(answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
                .isPresent();
    }

    @Test
    void whatOnlyLooksLikeAnAddressIsLookedUpElsewhere() {
        assertThat(List.of("127.0.0.1", "255.0.10.249", "::1", "fe80::1")).allMatch(TcpConnector::isAddress);
        assertThat(List.of("999.999.999.999", "256.1.1.1", "1.2.3", "1.2.3.4.5", "localhost"))
                .noneMatch(TcpConnector::isAddress);
    }
}
