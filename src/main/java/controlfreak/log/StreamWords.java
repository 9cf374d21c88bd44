package controlfreak.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What streams are called in files. Any thread. */
final class StreamWords {
    private static final LogStream[] STREAMS = LogStream.values();
    private static final byte[][] WORDS = Arrays.stream(STREAMS)
            .map(stream -> word(stream).getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private StreamWords() {}

    private static String word(LogStream stream) {
        return switch (stream) {
            case OUT -> "stdout";
            case ERR -> "stderr";
            case IN -> "stdin";
            case NOTE -> "note";
            case START -> "start";
            case END -> "end";
        };
    }

    static byte[] of(LogStream stream) {
        return WORDS[stream.ordinal()];
    }

    /** The stream that is called as these bytes say. */
    static Optional<LogStream> read(byte[] bytes, int from, int to) {
        for (LogStream stream : STREAMS) {
            byte[] word = WORDS[stream.ordinal()];
            if (Arrays.equals(word, 0, word.length, bytes, from, to)) {
                return Optional.of(stream);
            }
        }
        return Optional.empty();
    }
}
