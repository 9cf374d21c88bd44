package controlfreak.log;

/**
 * Writes the two streams of one process to its log, bytes in, lines out. One thread at a time, as a rule the I/O
 * thread; does not throw.
 */
public final class LogWriter {
    private final RecordedLog log;
    private final LogInput out;
    private final LogInput err;

    public LogWriter(RecordedLog log) {
        this(log, "");
    }

    /** @param mark what each line begins with */
    public LogWriter(RecordedLog log, String mark) {
        this.log = log;
        this.out = new LogInput(log, LogStream.OUT, mark);
        this.err = new LogInput(log, LogStream.ERR, mark);
    }

    /** Whether it writes to a log. */
    public boolean writesTo(RecordedLog other) {
        return log == other;
    }

    /** Takes bytes as they came; whole lines are in the log when this returns, and soon in its file. */
    public void received(LogStream stream, byte[] chunk) {
        input(stream).received(chunk);
        stored();
    }

    /**
     * Takes a line, or a piece of one, without its newline. Whoever calls this calls {@link #stored} when there is nothing
     * more for the moment.
     */
    public void add(LogStream stream, byte[] text, boolean endsLine) {
        input(stream).received(text);
        if (endsLine) {
            input(stream).endLine();
        }
    }

    /** Has stored what has come; waits a moment where the disk is far behind. */
    public void stored() {
        log.flush();
        log.awaitRoom();
    }

    /** Takes what is held of unfinished lines for pieces, which may go on later. */
    public void flush() {
        out.flush();
        err.flush();
        log.flush();
    }

    /** Nothing more will come on this stream: its unfinished line is finished. */
    public void ended(LogStream stream) {
        input(stream).ended();
        log.flush();
    }

    /** Nothing more will come. */
    public void ended() {
        ended(LogStream.OUT);
        ended(LogStream.ERR);
    }

    private LogInput input(LogStream stream) {
        return switch (stream) {
            case OUT -> out;
            case ERR -> err;
            case IN, NOTE, START, END -> throw new IllegalArgumentException("What the panel adds is whole already.");
        };
    }
}
