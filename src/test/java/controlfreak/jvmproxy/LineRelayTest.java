package controlfreak.jvmproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineRelayTest {
    @TempDir
    Path folder;

    private final List<String> seen = new ArrayList<>();

    private void relay(String text, boolean inPieces) throws IOException {
        Path pipe = Files.writeString(folder.resolve("pipe"), text);
        new LineRelay(pipe, new Receiver(inPieces), () -> {}, () -> seen.add("end")).run();
    }

    @Test
    void whatThereIsOfALineGoesOnAtOnce() throws IOException {
        relay("one\nDelete? ", true);
        assertThat(seen).containsExactly("one", "Delete? +", "", "end");
    }

    @Test
    void aReceiverOfWholeLinesWaitsForTheirEnd() throws IOException {
        relay("one\nDelete? ", false);
        assertThat(seen).containsExactly("one", "Delete? ", "end");
    }

    @Test
    void aLongLineComesInPieces() throws IOException {
        relay("x".repeat(100_000) + "\n", true);
        assertThat(seen).containsExactly("x".repeat(65_536) + "+", "x".repeat(100_000 - 65_536), "end");
    }

    private final class Receiver implements LineRelay.Receiver {
        private final boolean inPieces;

        Receiver(boolean inPieces) {
            this.inPieces = inPieces;
        }

        @Override
        public void line(byte[] line) {
            seen.add(new String(line, StandardCharsets.UTF_8));
        }

        @Override
        public boolean piece(byte[] bytes) {
            if (inPieces) {
                seen.add(new String(bytes, StandardCharsets.UTF_8) + "+");
            }
            return inPieces;
        }
    }
}
