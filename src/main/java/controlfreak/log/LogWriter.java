package controlfreak.log;

/**
 * Writes the two streams of one process to its log, bytes in, lines out. One thread at a time, as a rule the I/O
 * thread; does not throw.
 */
public final class LogWriter {
    private final RecordedLog log;
    private final LineSplitter out;
    private final LineSplitter err;

    public LogWriter(RecordedLog log) {
        this.log = log;
        this.out = new LineSplitter((line, continued) -> log.append(LogStream.OUT, line, continued));
        this.err = new LineSplitter((line, continued) -> log.append(LogStream.ERR, line, continued));
    }

    /** Takes bytes as they came; whole lines are in the log when this returns, and soon in its file. */
    public void received(LogStream stream, byte[] chunk) {
        splitter(stream).received(chunk);
        log.flush();
        log.awaitRoom();
    }

    /** Shows what is held of unfinished lines (a prompt, a progress bar), which may go on later. */
    public void flush() {
        out.flush();
        err.flush();
        log.flush();
    }

    /** Nothing more will come on this stream: its unfinished line is finished. */
    public void ended(LogStream stream) {
        splitter(stream).ended();
        log.flush();
    }

    private LineSplitter splitter(LogStream stream) {
        return switch (stream) {
            case OUT -> out;
            case ERR -> err;
            case NOTE, START, END -> throw new IllegalArgumentException("Notes are whole already.");
        };
    }
}
