package controlfreak.process.procfs;

import controlfreak.process.ListeningSockets;
import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads who listens where from /proc. One thread at a time. */
final class ProcSockets implements ListeningSockets {
    /** Number, local address and port, remote address, state, queues, timer, retransmits, uid, timeout, inode. */
    private static final Pattern LISTENER = Pattern.compile(
            " *\\d+: \\p{XDigit}+:(\\p{XDigit}{4}) \\S+ 0A \\S+ \\S+ \\S+ +\\d+ +\\d+ +(\\d{1,18})( |$)");

    private static final int HEXADECIMAL = 16;

    /** Beyond so many files of one process the rest is not looked at. */
    private static final int MOST_FILES = 20_000;

    private final Path root;

    ProcSockets(String root) {
        this.root = Path.of(root);
    }

    @Override
    public Optional<Map<Long, Integer>> ports() {
        Map<Long, Integer> ports = new HashMap<>();
        boolean four = read("net/tcp", ports);
        boolean six = read("net/tcp6", ports);
        return four || six ? Optional.of(ports) : Optional.empty();
    }

    private boolean read(String file, Map<Long, Integer> ports) {
        try (BufferedReader lines =
                new BufferedReader(new FileReader(root.resolve(file).toFile(), StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // A busy machine has many connections and few listeners.
                Matcher listener = LISTENER.matcher(line);
                if (line.contains(" 0A ") && listener.lookingAt()) {
                    int port = Integer.parseInt(listener.group(1), HEXADECIMAL);
                    ports.put(Long.parseLong(listener.group(2)), port);
                }
            }
            return true;
        } catch (IOException notTold) {
            return false;
        }
    }

    @Override
    public Optional<Set<Long>> heldBy(long pid, Set<Long> sockets) {
        Set<Long> held = new HashSet<>();
        int files = 0;
        try (DirectoryStream<Path> open =
                Files.newDirectoryStream(root.resolve(Long.toString(pid)).resolve("fd"))) {
            for (Path file : open) {
                if (++files > MOST_FILES) {
                    break;
                }
                long socket = socket(file);
                if (sockets.contains(socket)) {
                    held.add(socket);
                }
            }
            return Optional.of(held);
        } catch (IOException | DirectoryIteratorException goneOrHidden) {
            return Optional.empty();
        }
    }

    /** The number in {@code socket:[123]}; -1 where it is another kind of file, or closed by now. */
    private static long socket(Path file) {
        try {
            String target = Files.readSymbolicLink(file).toString();
            return target.startsWith("socket:[")
                    ? Long.parseLong(target.substring("socket:[".length(), target.length() - 1))
                    : -1;
        } catch (IOException closed) {
            return -1;
        }
    }
}
