package controlfreak.jvmproxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes lines to a pipe on a thread of its own. Any thread may hand it lines; who hands over more than the reader of
 * the pipe takes has to wait, but never somebody else.
 */
final class LineWriter implements Runnable {
    private static final int LIMIT = 1 << 20;

    private final OutputStream pipe;
    private final Runnable whenBroken;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private boolean writing;
    private boolean broken;

    private LineWriter(OutputStream pipe, Runnable whenBroken) {
        this.pipe = pipe;
        this.whenBroken = whenBroken;
    }

    /** @param whenBroken called on the writer's thread once nobody reads the pipe any more */
    static LineWriter to(OutputStream pipe, String name, Runnable whenBroken) {
        LineWriter writer = new LineWriter(pipe, whenBroken);
        Threads.start(name, writer);
        return writer;
    }

    /** Waits while the reader is far behind. */
    synchronized void put(byte[] prefix, byte[] line) throws InterruptedException {
        while (waiting.size() >= LIMIT && !broken) {
            wait();
        }
        add(prefix, line);
    }

    /** Lets the line go where the reader is far behind. */
    synchronized void offer(byte[] prefix, byte[] line) {
        if (waiting.size() < LIMIT) {
            add(prefix, line);
        }
    }

    private void add(byte[] prefix, byte[] line) {
        if (!broken) {
            waiting.writeBytes(prefix);
            waiting.writeBytes(line);
            waiting.write('\n');
            notifyAll();
        }
    }

    /** Waits until all is written, for a limited time. */
    synchronized void drain(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while ((waiting.size() > 0 || writing) && !broken) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                pipe.write(next());
                pipe.flush();
                written();
            }
        } catch (IOException nobodyReads) {
            breakOff();
            whenBroken.run();
        } catch (InterruptedException end) {
            breakOff();
        }
    }

    private synchronized byte[] next() throws InterruptedException {
        while (waiting.size() == 0) {
            wait();
        }
        byte[] bytes = waiting.toByteArray();
        waiting.reset();
        writing = true;
        notifyAll();
        return bytes;
    }

    private synchronized void written() {
        writing = false;
        notifyAll();
    }

    private synchronized void breakOff() {
        broken = true;
        waiting.reset();
        notifyAll();
    }
}
