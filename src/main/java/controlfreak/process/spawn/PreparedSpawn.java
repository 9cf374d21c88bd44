package controlfreak.process.spawn;

import com.sun.jna.Memory;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.io.Pipe;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A start with a {@linkplain PreludeScript prelude}. A pipe that ends with the program's start tells how that went, and
 * what the prelude says is never taken for the program's own. Any thread.
 */
final class PreparedSpawn {
    private static final int LONGEST_MILLIS = 10_000;
    private static final int LONGEST_TEXT = 4096;
    private static final short POLLIN = 1;

    private PreparedSpawn() {}

    /**
     * Starts the program and waits until it runs, or has been refused.
     *
     * @return its pid
     */
    static int spawn(Path program, LaunchRequest request, ChildPipes pipes) throws LaunchException {
        List<String> words = new PreludeScript(request).words(program);
        request.prelude().account().ifPresent(pipes::giveTo);
        Pipe verdict = Pipe.open(false);
        try {
            int pid;
            try {
                pid = Spawner.spawn(Path.of(words.get(0)), words, request, pipes, OptionalInt.of(verdict.childEnd()));
            } finally {
                LibC.C.close(verdict.childEnd());
            }
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            boolean isWhole = read(verdict.parentEnd(), said);
            if (!isWhole || said.size() > 0) {
                LibC.C.kill(-pid, Abi.SIGKILL);
                // One that hangs is reaped with the orphans, whenever it ends.
                LibC.C.waitpid(pid, null, isWhole ? 0 : Abi.WNOHANG);
                throw isWhole
                        ? PreludeFailure.of(said.toString(StandardCharsets.UTF_8), program, request)
                        : PreludeFailure.ofSilence(request);
            }
            return pid;
        } finally {
            LibC.C.close(verdict.parentEnd());
        }
    }

    /** @return whether all came that is to come */
    private static boolean read(int descriptor, ByteArrayOutputStream said) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS);
        try (Memory buffer = new Memory(LONGEST_TEXT);
                Memory poll = new Memory(Long.BYTES)) {
            while (said.size() < LONGEST_TEXT) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                poll.setInt(0, descriptor);
                poll.setInt(Integer.BYTES, POLLIN);
                if (left <= 0) {
                    return false;
                }
                if (LibC.C.poll(poll, 1, (int) left) > 0) {
                    int count = (int) LibC.C.read(descriptor, buffer, LONGEST_TEXT);
                    if (count == 0) {
                        return true;
                    }
                    if (count > 0) {
                        said.writeBytes(buffer.getByteArray(0, count));
                    }
                }
            }
        }
        return true;
    }
}
