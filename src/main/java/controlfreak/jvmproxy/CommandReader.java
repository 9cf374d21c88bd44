package controlfreak.jvmproxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/** Reads the command pipe line by line, however its bytes arrive, on a thread of its own. */
final class CommandReader implements Runnable {
    /** More than that wait in the pipe, and then with who writes it. */
    private static final int AHEAD = 1000;

    private static final int CHUNK = 65536;

    private final InputStream pipe;
    private final Services services;
    private final Runnable atEnd;
    private final Semaphore ahead = new Semaphore(AHEAD);
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

    /** @param atEnd called once the other side is gone */
    CommandReader(InputStream pipe, Services services, Runnable atEnd) {
        this.pipe = pipe;
        this.services = services;
        this.atEnd = atEnd;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[CHUNK];
        try {
            for (int count = pipe.read(buffer); count >= 0; count = pipe.read(buffer)) {
                take(buffer, count);
            }
        } catch (IOException | InterruptedException gone) {
            // The same as the end of the pipe.
        }
        atEnd.run();
    }

    private void take(byte[] buffer, int count) throws InterruptedException {
        int begin = 0;
        for (int at = 0; at < count; at++) {
            if (buffer[at] == '\n') {
                rest.write(buffer, begin, at - begin);
                pass(rest.toString(StandardCharsets.UTF_8));
                rest.reset();
                begin = at + 1;
            }
        }
        rest.write(buffer, begin, count - begin);
    }

    private void pass(String line) throws InterruptedException {
        if (line.isBlank()) {
            return;
        }
        ahead.acquire();
        services.later(() -> {
            services.obey(line);
            ahead.release();
        });
    }
}
