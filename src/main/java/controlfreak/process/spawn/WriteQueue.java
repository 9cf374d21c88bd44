package controlfreak.process.spawn;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import controlfreak.process.io.Reactor;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is to be written to a child. Nobody waits for a child that does not read: its bytes wait here.
 * {@link #announce}, {@link #withdraw} and {@link #unsent} from any thread, the rest from the I/O thread.
 */
final class WriteQueue {
    /** How many writes one turn does for one child. */
    private static final int WRITES_A_TURN = 16;

    private static final int NONE = -1;

    private final Runnable broken;
    private final AtomicLong unsent = new AtomicLong();
    private final Deque<byte[]> queue = new ArrayDeque<>();
    /** How much of the queue's first was written. */
    private int written;

    private Reactor reactor;
    private int descriptor = NONE;
    private boolean isWatched;
    private boolean isFinishing;

    /** @param broken is told of a pipe that nobody reads any more */
    WriteQueue(Runnable broken) {
        this.broken = broken;
    }

    /** Counts bytes that are on their way to {@link #add}. */
    void announce(byte[] bytes) {
        unsent.addAndGet(bytes.length);
    }

    /** Counts announced bytes out that will not be written. */
    void withdraw(byte[] bytes) {
        unsent.addAndGet(-bytes.length);
    }

    long unsent() {
        return unsent.get();
    }

    void open(Reactor openReactor, int openDescriptor) {
        reactor = openReactor;
        descriptor = openDescriptor;
    }

    void add(byte[] bytes) {
        if (descriptor == NONE || isFinishing) {
            withdraw(bytes);
            return;
        }
        queue.add(bytes);
        if (!isWatched) {
            flush();
        }
    }

    /** Closes the pipe once the queue is empty. */
    void finish() {
        isFinishing = true;
        if (!isWatched) {
            flush();
        }
    }

    /** Closes the pipe and drops what is queued. */
    void close() {
        if (descriptor != NONE) {
            watch(false);
            LibC.C.close(descriptor);
            descriptor = NONE;
        }
        queue.forEach(this::withdraw);
        unsent.addAndGet(written);
        written = 0;
        queue.clear();
    }

    private void flush() {
        for (int i = 0; i < WRITES_A_TURN && !queue.isEmpty(); i++) {
            int count = writeOnce(queue.peek());
            int error = count < 0 ? Native.getLastError() : 0;
            if (error == Abi.EAGAIN || error == Abi.EINTR) {
                break;
            }
            if (error != 0) {
                close();
                broken.run();
                return;
            }
            unsent.addAndGet(-count);
            written += count;
            if (written == queue.peek().length) {
                written = 0;
                queue.remove();
            }
        }
        if (queue.isEmpty() && isFinishing) {
            close();
        } else {
            watch(!queue.isEmpty());
        }
    }

    /** One write for one array, as a pipe takes up to PIPE_BUF bytes whole or not at all. */
    private int writeOnce(byte[] bytes) {
        Memory buffer = reactor.buffer();
        int size = Math.min(bytes.length - written, Reactor.BUFFER_SIZE);
        buffer.write(0, bytes, written, size);
        return (int) LibC.C.write(descriptor, buffer, size);
    }

    /** Only while something waits: a pipe that nobody reads any more would be reported without end. */
    private void watch(boolean wanted) {
        if (wanted && !isWatched) {
            reactor.watch(descriptor, true, this::flush);
        } else if (!wanted && isWatched) {
            reactor.forget(descriptor);
        }
        isWatched = wanted;
    }
}
