package controlfreak.process.procfs;

import controlfreak.process.ListeningSockets;
import controlfreak.process.libc.NativeText;
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
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads who listens where from /proc. One thread at a time. */
final class ProcSockets implements ListeningSockets {
    /**
     * Number, local address and port, remote address, state, queues, timer, retransmits, uid, timeout, inode. Of a socket
     * that listens, the queue for reading is that of connections that nobody has accepted yet.
     */
    private static final Pattern LISTENER = Pattern.compile(" *\\d+: \\p{XDigit}+:(\\p{XDigit}{4}) \\S+ 0A"
            + " \\S+:(\\p{XDigit}{8}) \\S+ \\S+ +\\d+ +\\d+ +(\\d{1,18})( |$)");

    /** Number, references, protocol, flags (that of listening), type (stream), state, inode, path. */
    private static final Pattern UNIX_LISTENER = Pattern.compile(
            "\\p{XDigit}+: \\p{XDigit}+ \\p{XDigit}+ \\p{XDigit}{3}1\\p{XDigit}{4} 0001 \\d+ +(\\d{1,18}) (.+)");

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
        boolean isTold = read(listener -> ports.put(Long.parseLong(listener.group(3)), number(listener, 1)));
        return isTold ? Optional.of(ports) : Optional.empty();
    }

    @Override
    public OptionalInt waiting(int port) {
        AtomicInteger sum = new AtomicInteger();
        boolean isTold = read(listener -> {
            if (number(listener, 1) == port) {
                sum.addAndGet(number(listener, 2));
            }
        });
        return isTold ? OptionalInt.of(sum.get()) : OptionalInt.empty();
    }

    @Override
    public Set<Long> at(Path file) {
        // The system hands out the bytes that the path is made of; a NUL ends them here.
        byte[] bytes = NativeText.bytes(file.toString());
        String path = new String(bytes, 0, bytes.length - 1, StandardCharsets.ISO_8859_1);
        Set<Long> listening = new HashSet<>();
        readLines("net/unix", line -> {
            Matcher listener = UNIX_LISTENER.matcher(line);
            if (line.endsWith(path) && listener.matches() && listener.group(2).equals(path)) {
                listening.add(Long.parseLong(listener.group(1)));
            }
        });
        return listening;
    }

    private static int number(Matcher listener, int group) {
        return Integer.parseUnsignedInt(listener.group(group), HEXADECIMAL);
    }

    /** @return whether the system tells at all */
    private boolean read(Consumer<Matcher> listeners) {
        boolean four = read("net/tcp", listeners);
        boolean six = read("net/tcp6", listeners);
        return four || six;
    }

    private boolean read(String file, Consumer<Matcher> listeners) {
        return readLines(file, line -> {
            // A busy machine has many connections and few listeners.
            Matcher listener = LISTENER.matcher(line);
            if (line.contains(" 0A ") && listener.lookingAt()) {
                listeners.accept(listener);
            }
        });
    }

    private boolean readLines(String file, Consumer<String> each) {
        try (BufferedReader lines =
                new BufferedReader(new FileReader(root.resolve(file).toFile(), StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                each.accept(line);
            }
            return true;
        } catch (IOException notTold) {
            return false;
        }
    }

    @Override
    public OptionalLong number(int descriptor) {
        long number = socket(root.resolve("self/fd").resolve(Integer.toString(descriptor)));
        return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
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
