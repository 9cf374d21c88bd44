package controlfreak.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A disk of its own that can be full for a while, where this user may mount one; else a folder. */
final class Disk implements AutoCloseable {
    private static final String ROOM = "4g";

    private final Path folder;
    private final boolean mounted;

    Disk(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        mounted = run("mount", "-t", "tmpfs", "-o", "size=" + ROOM, "none", folder.toString());
    }

    Path folder() {
        return folder;
    }

    /** False where it cannot be. */
    boolean isFullFor(Duration time) throws IOException {
        if (!mounted) {
            return false;
        }
        long used = Files.getFileStore(folder).getTotalSpace()
                - Files.getFileStore(folder).getUnallocatedSpace();
        boolean full = run("mount", "-o", "remount,size=" + (used + 8192), folder.toString());
        LockSupport.parkNanos(time.toNanos());
        run("mount", "-o", "remount,size=" + ROOM, folder.toString());
        return full;
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        if (mounted) {
            run("umount", folder.toString());
        }
    }
}
