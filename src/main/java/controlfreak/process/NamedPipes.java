package controlfreak.process;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Pipes by which a process that another one starts writes straight to the panel: whoever starts it opens them by their
 * names, for reading and writing, so that neither that nor a write ever fails for want of a reader.
 */
public interface NamedPipes {
    /** None: whoever starts the process passes on what it writes. */
    NamedPipes NONE = new NamedPipes() {
        @Override
        public Optional<Path> name(ChildStream stream) {
            return Optional.empty();
        }

        @Override
        public void settle() {}

        @Override
        public void drain() {}
    };

    /** Any thread. */
    Optional<Path> name(ChildStream stream);

    /** How to find them again, as long as anybody has them open. Any thread. */
    default OutputPipes ids() {
        return OutputPipes.NONE;
    }

    /**
     * Whoever was to open them has done so, or never will: their names go, and a pipe that nobody has open ends. Any
     * thread; again is harmless.
     */
    void settle();

    /** Takes what is in them by now. I/O thread only. */
    void drain();
}
