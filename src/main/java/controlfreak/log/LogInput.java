package controlfreak.log;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * One stream of a process on its way into its log, with what there is of its last line. One thread at a time writes; any
 * thread may ask for the unfinished line.
 */
final class LogInput {
    /** The end of most lines comes with the next bytes: half of one would only flicker. */
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final RecordedLog log;
    private final LogStream stream;
    private final LineSplitter splitter;
    private final byte[] mark;
    private boolean goesOn;
    private boolean isOpen;
    private Instant begun = Instant.EPOCH;
    private Instant last = Instant.EPOCH;

    /** @param mark what each line begins with */
    LogInput(RecordedLog log, LogStream stream, String mark) {
        this.log = log;
        this.stream = stream;
        this.mark = mark.getBytes(StandardCharsets.UTF_8);
        splitter = new LineSplitter(this::pass);
    }

    synchronized void received(byte[] chunk) {
        splitter.received(chunk);
        look();
    }

    /** The line ends here, without a newline. */
    synchronized void endLine() {
        splitter.endLine();
        look();
    }

    /** Passes on what is held of an unfinished line, which may go on later. */
    synchronized void flush() {
        splitter.flush();
        look();
    }

    /** Nothing more will come: an unfinished line is finished. */
    synchronized void ended() {
        splitter.ended();
        look();
    }

    /** What there is of a line that has not ended, where it has been there for a moment. */
    synchronized Optional<LogLine> unfinished(long sequence, Instant now) {
        boolean isThere = isOpen && Duration.between(begun, now).abs().compareTo(MOMENT) >= 0;
        return isThere
                ? Optional.of(new LogLine(sequence, last, stream, marked(splitter.held()), false))
                : Optional.empty();
    }

    private void pass(byte[] line, boolean continued) {
        // What is held from now on is of another line, or of another piece.
        setOpen(false);
        log.append(stream, marked(line), continued);
        goesOn = continued;
    }

    private byte[] marked(byte[] text) {
        if (goesOn || mark.length == 0) {
            return text;
        }
        byte[] marked = Arrays.copyOf(mark, mark.length + text.length);
        System.arraycopy(text, 0, marked, mark.length, text.length);
        return marked;
    }

    private void look() {
        if (splitter.isHolding()) {
            last = log.clockTime();
            begun = isOpen ? begun : last;
            setOpen(true);
        } else {
            setOpen(false);
        }
    }

    private void setOpen(boolean open) {
        if (open && !isOpen) {
            log.opened(this);
        } else if (!open && isOpen) {
            log.closed(this);
        }
        isOpen = open;
    }
}
