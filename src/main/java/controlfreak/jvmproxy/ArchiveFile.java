package controlfreak.jvmproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An archive on disk. Any thread. */
record ArchiveFile(ArchiveKind kind, Path path) {
    String using() {
        return kind.using(path);
    }

    boolean exists() {
        return Files.exists(path);
    }

    long bytes() {
        try {
            return Files.size(path);
        } catch (IOException gone) {
            return 0;
        }
    }
}
