package controlfreak.process.net;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.process.io.IoThread;
import org.junit.jupiter.api.Test;

class NotifySocketsTest {
    @Test
    void noTwoServicesShareASocketWhateverTheirNames() {
        try (IoThread io = new IoThread();
                NotifySockets sockets = new NotifySockets(io)) {
            // Of two texts that differ in "Aa" and "BB" alone, the hashes are the same.
            String one = "a".repeat(50) + "Aa";
            String other = "a".repeat(50) + "BB";
            assertThat(sockets.address(one))
                    .isEqualTo(sockets.address(one))
                    .isNotEqualTo(sockets.address(other))
                    .hasSizeLessThan(100);
            assertThat(sockets.address("web")).isNotEqualTo(sockets.address("db"));
        }
    }
}
