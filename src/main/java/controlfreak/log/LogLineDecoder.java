package controlfreak.log;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads lines as {@link LogLineEncoder} writes them. What is not of that form (a line that was torn, that others wrote,
 * that an older panel wrote) is taken as a whole for a line of the standard output. One thread at a time.
 */
final class LogLineDecoder {
    private static final int SECONDS = "2026-11-01T12:04:01".length();
    private static final int LONGEST_WORD = 6;

    private byte[] secondText = new byte[SECONDS];
    private long second;

    /**
     * Reads one line.
     *
     * @param to its end, without its newline
     * @param sequence what it is numbered by
     * @param otherwise its time where it tells none
     */
    LogLine decode(byte[] bytes, int from, int to, long sequence, Instant otherwise) {
        Optional<Instant> time = time(bytes, from, to);
        int word = from + LogLineEncoder.TIME + 1;
        if (time.isPresent() && word < to && bytes[word - 1] == ' ') {
            int wordEnd = word;
            while (wordEnd < to && wordEnd - word <= LONGEST_WORD && bytes[wordEnd] != ' ') {
                wordEnd++;
            }
            int text = wordEnd + 3;
            if (text <= to && bytes[wordEnd] == ' ' && bytes[text - 1] == ' ') {
                byte tag = bytes[text - 2];
                Optional<LogStream> stream = StreamWords.read(bytes, word, wordEnd);
                if (stream.isPresent() && (tag == 'F' || tag == 'P')) {
                    return new LogLine(
                            sequence, time.get(), stream.get(), Arrays.copyOfRange(bytes, text, to), tag == 'P');
                }
            }
        }
        return new LogLine(sequence, otherwise, LogStream.OUT, Arrays.copyOfRange(bytes, from, to), false);
    }

    /** The time that a line begins with. */
    Optional<Instant> time(byte[] bytes, int from, int to) {
        int end = from + LogLineEncoder.TIME;
        if (end > to || bytes[end - 1] != 'Z' || bytes[from + SECONDS] != '.') {
            return Optional.empty();
        }
        int micros = 0;
        for (int i = from + SECONDS + 1; i < end - 1; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return Optional.empty();
            }
            micros = micros * 10 + bytes[i] - '0';
        }
        if (!Arrays.equals(secondText, 0, SECONDS, bytes, from, from + SECONDS) && !readSecond(bytes, from)) {
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochSecond(second, micros * 1_000L));
    }

    /** Most lines are of the same second as the one before. */
    private boolean readSecond(byte[] bytes, int from) {
        try {
            second = Instant.parse(new String(bytes, from, SECONDS, StandardCharsets.US_ASCII) + "Z")
                    .getEpochSecond();
            secondText = Arrays.copyOfRange(bytes, from, from + SECONDS);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
