package controlfreak.jvmproxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Reads the command pipe line by line, however its bytes arrive, on a thread of its own. */
final class CommandReader implements Runnable {
    /** More than that wait in the pipe, and then with who writes it. */
    private static final int AHEAD = 1000;

    private static final int CHUNK = 65536;

    /** Twice of what a Linux system takes as the arguments and variables of a program. */
    private static final int LONGEST = 4 << 20;

    private final InputStream pipe;
    private final Services services;
    private final Runnable atEnd;
    private final Semaphore ahead = new Semaphore(AHEAD);
    private final Consumer<String> complaints;
    private ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private boolean isTooLong;

    /** @param atEnd called once the other side is gone */
    CommandReader(InputStream pipe, Services services, Consumer<String> complaints, Runnable atEnd) {
        this.pipe = pipe;
        this.services = services;
        this.complaints = complaints;
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
                keep(buffer, begin, at - begin);
                endLine();
                begin = at + 1;
            }
        }
        keep(buffer, begin, count - begin);
    }

    private void keep(byte[] buffer, int begin, int count) {
        isTooLong |= rest.size() + count > LONGEST;
        if (isTooLong) {
            rest = new ByteArrayOutputStream();
        } else {
            rest.write(buffer, begin, count);
        }
    }

    private void endLine() throws InterruptedException {
        if (isTooLong) {
            complaints.accept("Ignored, no command: a line of more than " + LONGEST + " bytes");
        } else {
            pass(rest.toByteArray());
        }
        isTooLong = false;
        rest.reset();
    }

    private void pass(byte[] bytes) throws InterruptedException {
        String line = new String(bytes, StandardCharsets.UTF_8);
        if (line.isBlank()) {
            return;
        }
        boolean isText = Arrays.equals(line.getBytes(StandardCharsets.UTF_8), bytes);
        ahead.acquire();
        services.later(() -> {
            if (isText) {
                services.obey(line);
            } else {
                services.ignore(line);
            }
            ahead.release();
        });
    }
}
