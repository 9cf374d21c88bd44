package controlfreak.jvmproxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Cuts what a child prints into lines and passes them on; on a thread of its own, which waits with a slow receiver. */
final class LineRelay implements Runnable {
    /** Takes lines; may wait. */
    interface Receiver {
        /** Takes a line, or what comes after the pieces that it took of one, without its newline. */
        void line(byte[] line) throws InterruptedException;

        /** Takes what there is of an unfinished line. @return false where only whole lines are wanted */
        default boolean piece(byte[] bytes) throws InterruptedException {
            return false;
        }
    }

    private static final int LONGEST_LINE = 65536;

    private final Path path;
    private final Receiver receiver;
    private final Runnable opened;
    private final Runnable ended;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private boolean inLine;

    /**
     * @param opened called once the pipe is open, also where that failed
     * @param ended called after the last line
     */
    LineRelay(Path path, Receiver receiver, Runnable opened, Runnable ended) {
        this.path = path;
        this.receiver = receiver;
        this.opened = opened;
        this.ended = ended;
    }

    @Override
    public void run() {
        try (InputStream stream = open()) {
            byte[] buffer = new byte[LONGEST_LINE];
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                take(buffer, count);
            }
            if (rest.size() > 0 || inLine) {
                pass();
            }
        } catch (IOException | InterruptedException end) {
            // The proxy is about to end, or the child's pipe is gone with the child.
        } finally {
            ended.run();
        }
    }

    private InputStream open() throws IOException {
        try {
            return Files.newInputStream(path);
        } finally {
            opened.run();
        }
    }

    private void take(byte[] buffer, int count) throws InterruptedException {
        int begin = 0;
        for (int at = 0; at < count; at++) {
            boolean atEnd = buffer[at] == '\n';
            // The byte that makes it too long begins the next piece.
            if (!atEnd && rest.size() + at - begin == LONGEST_LINE) {
                rest.write(buffer, begin, at - begin);
                pass();
                begin = at;
            } else if (atEnd) {
                rest.write(buffer, begin, at - begin);
                pass();
                begin = at + 1;
            }
        }
        rest.write(buffer, begin, count - begin);
        if (rest.size() > 0 && receiver.piece(rest.toByteArray())) {
            rest.reset();
            inLine = true;
        }
    }

    private void pass() throws InterruptedException {
        receiver.line(rest.toByteArray());
        rest.reset();
        inLine = false;
    }
}
