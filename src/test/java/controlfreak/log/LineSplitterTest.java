package controlfreak.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private final List<String> pieces = new ArrayList<>();
    private final LineSplitter splitter = new LineSplitter(8, this::take);

    @Test
    void linesComeWholeHoweverTheyWereCut() {
        receive("on", "e\ntw", "", "o\n\nthr");
        assertThat(pieces).containsExactly("one", "two", "");
        splitter.ended();
        assertThat(pieces).containsExactly("one", "two", "", "thr");
    }

    @Test
    void bytesStayAsTheyCame() {
        splitter.received(new byte[] {0, (byte) 0xff, '\r', '\n'});
        assertThat(pieces).containsExactly("\0\u00ff\r");
    }

    @Test
    void aLineOfJustTheLimitIsOnePiece() {
        receive("12345678\n", "12345678", "\n");
        assertThat(pieces).containsExactly("12345678", "12345678");
    }

    @Test
    void aLongerLineComesInPieces() {
        receive("123456789\n");
        assertThat(pieces).containsExactly("12345678+", "9");
        pieces.clear();
        receive("1234567890abcdefghi");
        assertThat(pieces).containsExactly("12345678+", "90abcdef+");
        splitter.ended();
        assertThat(pieces.get(2)).isEqualTo("ghi");
    }

    @Test
    void aCharacterIsNotTorn() {
        byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
        receive("123456");
        splitter.received(Arrays.copyOf(euro, 2));
        splitter.received(Arrays.copyOfRange(euro, 2, 3));
        splitter.ended();
        assertThat(pieces).containsExactly("123456+", "â\u0082¬");
    }

    @Test
    void bytesThatAreNoCharacterAreCutAtTheLimit() {
        byte[] tails = new byte[20];
        Arrays.fill(tails, (byte) 0x80);
        splitter.received(tails);
        splitter.ended();
        assertThat(pieces).extracting(String::length).containsExactly(9, 9, 4);
    }

    @Test
    void whatIsHeldCanBeShownEarly() {
        receive("login: ");
        assertThat(pieces).isEmpty();
        splitter.flush();
        splitter.flush();
        receive("root\n");
        assertThat(pieces).containsExactly("login: +", "root");
    }

    @Test
    void aShownLineIsFinishedAtTheEnd() {
        receive("$ ");
        splitter.flush();
        splitter.ended();
        splitter.ended();
        assertThat(pieces).containsExactly("$ +", "");
    }

    @Test
    void anyChunksGiveTheSameBytes() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            byte[] all = new byte[random.nextInt(400)];
            random.nextBytes(all);
            for (int i = 0; i < all.length; i++) {
                all[i] = random.nextInt(12) == 0 ? (byte) '\n' : all[i];
            }
            ByteArrayOutputStream seen = new ByteArrayOutputStream();
            LineSplitter other = new LineSplitter(4 + random.nextInt(60), (bytes, continued) -> {
                seen.writeBytes(bytes);
                if (!continued) {
                    seen.write('\n');
                }
            });
            for (int start = 0; start < all.length; ) {
                int end = Math.min(all.length, start + 1 + random.nextInt(90));
                other.received(Arrays.copyOfRange(all, start, end));
                start = end;
            }
            other.ended();

            assertThat(seen.toByteArray()).isEqualTo(finished(all));
        }
    }

    @Test
    void aHundredMegabytesWithoutANewlineTakeOnePiecesMemory() {
        long[] longest = {0, 0};
        LineSplitter other = new LineSplitter((bytes, continued) -> {
            longest[0] = Math.max(longest[0], bytes.length);
            longest[1] += bytes.length;
        });
        byte[] chunk = new byte[1 << 20];
        for (int i = 0; i < 100; i++) {
            other.received(chunk);
        }
        other.ended();
        assertThat(longest).containsExactly(LineSplitter.MAX_PIECE, 100L << 20);
    }

    private static byte[] finished(byte[] text) {
        if (text.length == 0 || text[text.length - 1] == '\n') {
            return text;
        }
        byte[] whole = Arrays.copyOf(text, text.length + 1);
        whole[text.length] = '\n';
        return whole;
    }

    private void receive(String... chunks) {
        for (String chunk : chunks) {
            splitter.received(chunk.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void take(byte[] bytes, boolean continued) {
        pieces.add(new String(bytes, StandardCharsets.ISO_8859_1) + (continued ? "+" : ""));
    }
}
