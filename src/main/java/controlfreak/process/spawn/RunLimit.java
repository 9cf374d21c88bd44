package controlfreak.process.spawn;

import com.sun.jna.Memory;
import controlfreak.process.RunMark;
import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntSupplier;

/**
 * Marks a child from its first moment by a limit that it inherits, see {@link RunMark}: this process has that limit
 * itself while it starts the child. Any thread.
 */
final class RunLimit {
    private static final int SIZE = 2 * Long.BYTES;

    private RunLimit() {}

    /** Starts a child, marked where that is wished and the system can; one child after the other. */
    static synchronized int during(Optional<String> mark, IntSupplier start) {
        OptionalLong limit = mark.map(RunMark::limit).orElse(OptionalLong.empty());
        if (!Abi.LINUX || limit.isEmpty()) {
            return start.getAsInt();
        }
        try (Memory before = new Memory(SIZE);
                Memory during = new Memory(SIZE)) {
            LibC.C.getrlimit(Abi.RLIMIT_RTTIME, before);
            during.setLong(0, limit.getAsLong());
            during.setLong(Long.BYTES, before.getLong(Long.BYTES));
            boolean isSet = LibC.C.setrlimit(Abi.RLIMIT_RTTIME, during) == 0;
            try {
                return start.getAsInt();
            } finally {
                if (isSet) {
                    LibC.C.setrlimit(Abi.RLIMIT_RTTIME, before);
                }
            }
        }
    }
}
