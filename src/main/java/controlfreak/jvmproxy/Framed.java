package controlfreak.jvmproxy;

import java.nio.charset.StandardCharsets;

/**
 * Puts a service's lines on the log pipe, with its name before each. An engine that joins pieces gets what there is of a
 * line at once, marked by a plus: a prompt is then seen. One thread at a time.
 */
final class Framed implements LineRelay.Receiver {
    private static final boolean IN_PIECES = "1".equals(System.getenv("_CFK_LOG_PIECES"));

    private final LineWriter log;
    private final byte[] prefix;
    private final byte[] piecePrefix;

    Framed(LineWriter log, String stream, String name) {
        this.log = log;
        prefix = (stream + ":" + name + ":").getBytes(StandardCharsets.UTF_8);
        piecePrefix = (stream + "+:" + name + ":").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void line(byte[] line) throws InterruptedException {
        log.put(prefix, line);
    }

    @Override
    public boolean piece(byte[] bytes) throws InterruptedException {
        if (IN_PIECES) {
            log.put(piecePrefix, bytes);
        }
        return IN_PIECES;
    }
}
