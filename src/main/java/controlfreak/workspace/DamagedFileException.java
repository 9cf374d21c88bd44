package controlfreak.workspace;

import java.io.IOException;
import java.nio.file.Path;

/** A file that had to be written in place was written half, and what it said before could not be put back. */
final class DamagedFileException extends IOException {
    private final Path copy;

    /** @param copy where the version before is kept */
    DamagedFileException(Path copy, IOException cause) {
        super(IoReason.of(cause), cause);
        this.copy = copy;
    }

    Path copy() {
        return copy;
    }
}
