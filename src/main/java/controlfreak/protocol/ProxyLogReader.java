package controlfreak.protocol;

/**
 * Reads the lines of one proxy's log pipe where long ones come in pieces: only a line's first piece says whose it is.
 * One a pipe; one thread at a time.
 */
public final class ProxyLogReader {
    private ProxyLogLine unfinished;

    /**
     * Says whose a line, or a piece of one, is.
     *
     * @param continued whether the next piece goes on where this one ends
     */
    public ProxyLogLine read(byte[] piece, boolean continued) {
        ProxyLogLine line = unfinished == null
                ? ProxyLogLine.parse(piece)
                : new ProxyLogLine(unfinished.isError(), unfinished.name(), unfinished.goesOn(), piece);
        unfinished = continued ? line : null;
        return line;
    }
}
