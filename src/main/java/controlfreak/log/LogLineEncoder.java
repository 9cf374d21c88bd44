package controlfreak.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes lines as they are in files: {@code 2026-11-01T12:04:01.113042Z stdout F text}, which is the format of
 * container logs, so that the usual tools read it. The letter is P for a piece that the next line goes on from. One
 * thread at a time.
 */
final class LogLineEncoder {
    /** How long a time is: to the microsecond, always in UTC. */
    static final int TIME = 27;

    /** The most that a line takes beyond its text, its newline with it. */
    static final int MOST_AROUND = TIME + " stdout F \n".length();

    private static final int SECONDS = "2026-11-01T12:04:01.".length();
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'.'").withZone(ZoneOffset.UTC);

    private long second = Long.MIN_VALUE;
    private byte[] secondText = {};

    void put(ByteBuffer target, Instant time, LogStream stream, byte[] text, boolean continued) {
        putTime(target, time);
        target.put((byte) ' ').put(StreamWords.of(stream)).put((byte) ' ').put((byte) (continued ? 'P' : 'F'));
        target.put((byte) ' ').put(text).put((byte) '\n');
    }

    /** Most lines are of the same second as the one before. */
    private void putTime(ByteBuffer target, Instant time) {
        if (time.getEpochSecond() != second) {
            second = time.getEpochSecond();
            secondText = FORMAT.format(time).getBytes(StandardCharsets.US_ASCII);
        }
        target.put(secondText, 0, SECONDS);
        int micros = time.getNano() / 1_000;
        for (int unit = 100_000; unit > 0; unit /= 10) {
            target.put((byte) ('0' + micros / unit % 10));
        }
        target.put((byte) 'Z');
    }
}
