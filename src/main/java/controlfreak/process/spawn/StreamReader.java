package controlfreak.process.spawn;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import controlfreak.process.ChildStream;
import controlfreak.process.io.Reactor;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Reads one pipe of a sink. I/O thread only. */
final class StreamReader {
    private static final Logger LOGGER = System.getLogger(StreamReader.class.getName());
    /** As much as a pipe can hold: what comes after that was written by somebody who outlived the sink. */
    private static final int LARGEST_PIPE = 1024 * 1024;

    private final Reactor reactor;
    private final Sink sink;
    private final ChildStream stream;
    private final int descriptor;
    private boolean isOpen = true;

    /** Who takes what is read. */
    interface Sink {
        void received(ChildStream stream, byte[] bytes);

        /** Nothing more will come. */
        void ended(StreamReader reader);
    }

    StreamReader(Reactor reactor, Sink sink, ChildStream stream, int descriptor) {
        this.reactor = reactor;
        this.sink = sink;
        this.stream = stream;
        this.descriptor = descriptor;
    }

    ChildStream stream() {
        return stream;
    }

    void open() {
        try {
            reactor.watch(descriptor, false, this::readOnce);
        } catch (IllegalStateException refused) {
            LOGGER.log(Level.ERROR, "A pipe cannot be watched", refused);
            end();
        }
    }

    /** Reads what is in the pipe now. */
    void drain() {
        int sum = 0;
        int count = 1;
        while (isOpen && count > 0 && sum < LARGEST_PIPE) {
            count = readOnce();
            sum += count;
        }
    }

    /** @return how many bytes came */
    private int readOnce() {
        Memory buffer = reactor.buffer();
        int count = (int) LibC.C.read(descriptor, buffer, Reactor.BUFFER_SIZE);
        if (count > 0) {
            sink.received(stream, buffer.getByteArray(0, count));
            return count;
        }
        int error = count < 0 ? Native.getLastError() : 0;
        if (error != Abi.EAGAIN && error != Abi.EINTR) {
            end();
        }
        return 0;
    }

    private void end() {
        close();
        sink.ended(this);
    }

    void close() {
        if (isOpen) {
            isOpen = false;
            reactor.forget(descriptor);
            LibC.C.close(descriptor);
        }
    }
}
