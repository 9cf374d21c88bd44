package controlfreak.process.spawn;

import controlfreak.process.libc.Abi;
import controlfreak.process.libc.LibC;
import controlfreak.process.libc.NativeText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What proc(5) shows of the pipes that processes have open: by a file of {@code /proc/PID/fd} a pipe can be told from all
 * others, and be opened anew, be it without a name. Any thread.
 */
final class PipeFiles {
    private static final Path PROC = Path.of("/proc");

    /** The number follows, which no other pipe has. */
    private static final String NAMELESS = "pipe:[";

    private PipeFiles() {}

    /** The file of one that this process has open. */
    static Path ofOwn(int descriptor) {
        return Path.of("/proc/self/fd/" + descriptor);
    }

    /** What tells the pipe from all others; empty where nobody knows. */
    static String idOf(Path file) {
        if (!Abi.LINUX) {
            return "";
        }
        try {
            String shown = Files.readSymbolicLink(file).toString();
            if (shown.startsWith(NAMELESS)) {
                return shown;
            }
            Map<String, Object> facts = Files.readAttributes(file, "unix:dev,ino");
            return facts.get("dev") + ":" + facts.get("ino");
        } catch (IOException | UnsupportedOperationException hidden) {
            return "";
        }
    }

    /**
     * Opens a pipe to read from, without waiting.
     *
     * @param pids those who may have it open
     * @return empty where none of them has, or lets us see what he has
     */
    static OptionalInt open(String id, Collection<Long> pids) {
        return id.isEmpty()
                ? OptionalInt.empty()
                : pids.stream()
                        .map(pid -> open(id, PROC.resolve(Long.toString(pid)).resolve("fd")))
                        .filter(OptionalInt::isPresent)
                        .findFirst()
                        .orElse(OptionalInt.empty());
    }

    private static OptionalInt open(String id, Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                OptionalInt opened = idOf(file).equals(id) ? openFile(id, file) : OptionalInt.empty();
                if (opened.isPresent()) {
                    return opened;
                }
            }
        } catch (IOException goneOrHidden) {
            // Others of it may be seen.
            return OptionalInt.empty();
        }
        return OptionalInt.empty();
    }

    /** The number may be another file's by the time that it is opened. */
    private static OptionalInt openFile(String id, Path file) {
        int descriptor = LibC.C.open(NativeText.bytes(file.toString()), Abi.O_RDONLY | Abi.O_NONBLOCK | Abi.O_CLOEXEC);
        if (descriptor >= 0 && !idOf(ofOwn(descriptor)).equals(id)) {
            LibC.C.close(descriptor);
            return OptionalInt.empty();
        }
        return descriptor < 0 ? OptionalInt.empty() : OptionalInt.of(descriptor);
    }
}
