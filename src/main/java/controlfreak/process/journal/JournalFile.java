package controlfreak.process.journal;

import controlfreak.guard.PrivateFiles;
import controlfreak.process.Leftover;
import controlfreak.process.ProcessIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The text file of one panel's run journal: a header that tells whose it is and from which boot of the system, as start
 * times mean something within one boot only, then a line for each event. One thread at a time.
 */
final class JournalFile implements AutoCloseable {
    /** Far more than what so many lines as are kept take. */
    private static final int MOST = 16 << 20;

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private static final String MAGIC = "control-freak-runs 2 ";

    private final Path file;
    private final String header;
    private Optional<FileChannel> channel = Optional.empty();

    /** The identity of what was written, where the system tells. */
    private Optional<Object> key = Optional.empty();

    /** @param owner the panel that writes it */
    JournalFile(Path file, String boot, ProcessIdentity owner) {
        this.file = file;
        this.header = MAGIC + boot + " " + owner.pid() + " " + owner.startTime() + "\n";
    }

    /** Elsewhere than on Linux start times are times of day, which mean the same after another boot. */
    static String bootId() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException noLinux) {
            return "any";
        }
    }

    /**
     * What a file holds.
     *
     * @param runs all that was started and has not ended, in the order of the starts
     */
    record Contents(String boot, ProcessIdentity owner, Map<ProcessIdentity, Leftover> runs) {}

    /**
     * Reads a file of any panel; empty where it is no journal. Lines that are none are skipped.
     *
     * @throws IOException also where another user may have written it, for its processes would be ended
     */
    static Optional<Contents> read(Path file) throws IOException {
        List<String> lines = new ArrayList<>(new String(PrivateFiles.readTrusted(file, MOST), StandardCharsets.UTF_8)
                .lines()
                .toList());
        if (lines.isEmpty() || !lines.get(0).startsWith(MAGIC)) {
            return Optional.empty();
        }
        String[] parts = lines.remove(0).substring(MAGIC.length()).split(" ", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        Map<ProcessIdentity, Leftover> runs = new LinkedHashMap<>();
        for (String line : lines) {
            RunRecord.parse(line).ifPresent(event -> {
                if (event.isStart()) {
                    runs.put(event.run().leader(), event.run());
                } else {
                    runs.remove(event.run().leader());
                }
            });
        }
        try {
            ProcessIdentity owner = new ProcessIdentity(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
            return Optional.of(new Contents(parts[0], owner, runs));
        } catch (NumberFormatException garbage) {
            return Optional.empty();
        }
    }

    /** Writes the file anew: there is never a moment without the runs in it. */
    void rewrite(Collection<Leftover> runs) throws IOException {
        close();
        StringBuilder text = new StringBuilder(header);
        runs.forEach(run -> text.append(new RunRecord(true, run).line()));
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        FileChannel opened = PrivateFiles.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel = Optional.of(opened);
        write(text.toString());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        key = key(file);
    }

    /** Whether what was written is still there, and is what others will read. */
    boolean isThere() {
        try {
            return channel.isPresent() && key(file).equals(key);
        } catch (IOException gone) {
            return false;
        }
    }

    private static Optional<Object> key(Path file) throws IOException {
        return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey());
    }

    void append(Collection<RunRecord> events) throws IOException {
        write(events.stream().map(RunRecord::line).collect(Collectors.joining()));
    }

    /** In one write, so that a panel which is killed leaves whole lines. */
    private void write(String text) throws IOException {
        if (channel.isEmpty()) {
            throw new IOException("not open");
        }
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        // A disk that becomes full takes a part.
        while (bytes.hasRemaining()) {
            channel.get().write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel.isPresent()) {
            channel.get().close();
            channel = Optional.empty();
        }
    }
}
