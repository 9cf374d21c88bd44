package controlfreak.log;

import java.util.Arrays;

/**
 * Makes lines of the bytes of one stream. Bytes stay as they came; memory is bounded by the longest piece. One thread
 * at a time.
 */
public final class LineSplitter {
    /** The longest line that is passed on in one piece. */
    public static final int MAX_PIECE = 64 << 10;

    private static final int FIRST_BUFFER = 256;
    private static final int KEPT_BUFFER = 8 << 10;
    private static final int LONGEST_UTF8_TAIL = 3;

    /** Takes lines. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes a line or a piece of one, without its newline.
         *
         * @param bytes belongs to the receiver
         * @param continued whether the line goes on with the next piece
         */
        void line(byte[] bytes, boolean continued);
    }

    private final int maxPiece;
    private final Sink sink;
    private byte[] held = {};
    private int heldLength;
    private boolean inLine;

    public LineSplitter(Sink sink) {
        this(MAX_PIECE, sink);
    }

    /** @param maxPiece the longest line that is passed on in one piece, at least 4 bytes */
    public LineSplitter(int maxPiece, Sink sink) {
        if (maxPiece <= LONGEST_UTF8_TAIL) {
            throw new IllegalArgumentException("A piece must have room for a character.");
        }
        this.maxPiece = maxPiece;
        this.sink = sink;
    }

    public void received(byte[] chunk) {
        int start = 0;
        for (int i = 0; i < chunk.length; i++) {
            if (chunk[i] == '\n') {
                hold(chunk, start, i);
                pass(heldLength, false);
                start = i + 1;
            }
        }
        hold(chunk, start, chunk.length);
    }

    /** Whether there is something of a line that has not been passed on. */
    public boolean isHolding() {
        return heldLength > 0;
    }

    /** A copy of what there is of a line that has not been passed on. */
    public byte[] held() {
        return Arrays.copyOf(held, heldLength);
    }

    /** The line ends here, without a newline. */
    public void endLine() {
        pass(heldLength, false);
    }

    /** Passes on what is held of an unfinished line, which may go on later. */
    public void flush() {
        if (heldLength > 0) {
            pass(heldLength, true);
        }
    }

    /** Nothing more will come: an unfinished line is finished. */
    public void ended() {
        if (heldLength > 0 || inLine) {
            pass(heldLength, false);
        }
        held = new byte[0];
    }

    private void hold(byte[] chunk, int from, int to) {
        int start = from;
        while (heldLength + (to - start) > maxPiece) {
            int taken = maxPiece - heldLength;
            append(chunk, start, taken);
            start += taken;
            pass(characterBoundary(chunk[start]), true);
        }
        append(chunk, start, to - start);
    }

    private void append(byte[] chunk, int from, int count) {
        if (held.length - heldLength < count) {
            int wanted = Math.max(Math.max(FIRST_BUFFER, heldLength + count), Math.min(2 * held.length, maxPiece));
            held = Arrays.copyOf(held, wanted);
        }
        System.arraycopy(chunk, from, held, heldLength, count);
        heldLength += count;
    }

    /** Where to cut the held bytes, so that no UTF-8 character is torn unless it is none at all. */
    private int characterBoundary(byte next) {
        int cut = heldLength;
        byte after = next;
        while (isInsideCharacter(after) && heldLength - cut < LONGEST_UTF8_TAIL) {
            cut--;
            after = held[cut];
        }
        return isInsideCharacter(after) ? heldLength : cut;
    }

    private static boolean isInsideCharacter(byte value) {
        return (value & 0xc0) == 0x80;
    }

    private void pass(int length, boolean continued) {
        byte[] piece = Arrays.copyOf(held, length);
        System.arraycopy(held, length, held, 0, heldLength - length);
        heldLength -= length;
        if (heldLength == 0 && held.length > KEPT_BUFFER) {
            // There may be thousands of streams: one long line must not cost its memory for good.
            held = new byte[0];
        }
        inLine = continued;
        sink.line(piece, continued);
    }
}
