package controlfreak.process.libc;

import java.util.Optional;

/** Sentences for people about what the system has no more of. Any thread. */
public final class Shortage {
    private Shortage() {}

    /** What an error number says is short; empty where it says something else. */
    public static Optional<String> of(int error) {
        if (error == Abi.EMFILE) {
            return Optional.of("The panel has as many files and pipes open as it may have. "
                    + "Stop some services, or raise the limit (ulimit -n) before starting the panel.");
        } else if (error == Abi.ENFILE) {
            return Optional.of("The whole system has as many files open as it can have.");
        } else if (error == Abi.EAGAIN) {
            return Optional.of("The system allows no more processes. Stop some, or raise the limit (ulimit -u).");
        } else if (error == Abi.ENOMEM) {
            return Optional.of("The system has not enough memory for another process.");
        }
        return Optional.empty();
    }
}
