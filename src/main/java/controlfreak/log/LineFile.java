package controlfreak.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A text file of the panel's own that lines are appended to; it is set aside once when it has grown, and the one set
 * aside before is dropped then. Blocks; one thread at a time.
 */
public final class LineFile implements AutoCloseable {
    /** More than that is not read back, whatever others did to the file. */
    private static final int MOST_READ = 1 << 20;

    private Path path;
    private final LogFile file;

    /** @param bytes how large the file may grow */
    public LineFile(Path path, long bytes) {
        this.path = path;
        this.file = new LogFile(path, new LogLimits(1, 1, 1, bytes, 1));
    }

    /**
     * Adds lines at the end; the file, and its folder, are made where they are not there.
     *
     * @param lines without line breaks
     */
    public void append(List<String> lines) throws IOException {
        file.recheck();
        file.write(StandardCharsets.UTF_8.encode(String.join("\n", lines) + "\n"));
    }

    /** The newest lines, oldest first; none where there is no file. Bytes that are no UTF-8 become U+FFFD. */
    public List<String> last(int most) throws IOException {
        List<String> lines = read(path);
        if (lines.size() < most) {
            lines = Stream.concat(read(file.old(1)).stream(), lines.stream()).toList();
        }
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    /**
     * Goes on in another place, and what was written before goes along; a file that is there is set aside.
     *
     * @param leave whether what was written before stays where it was, too
     * @throws IOException where not all could go along; what is added goes to the new place all the same
     */
    public void moveTo(Path newPath, boolean leave) throws IOException {
        Path from = path;
        path = newPath;
        file.moveTo(newPath);
        for (int number = 0; number < 2; number++) {
            Path part = number == 0 ? from : LogFile.old(from, number);
            Path target = number == 0 ? newPath : LogFile.old(newPath, number);
            Carry.along(part, target, leave);
        }
    }

    private static List<String> read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return List.of();
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long start = Math.max(0, channel.size() - MOST_READ);
            ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - start));
            long place = start;
            for (int read = 0; read >= 0 && bytes.hasRemaining(); place += read) {
                read = channel.read(bytes, place);
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            // What is begun in the middle is no line.
            return text.lines().skip(start > 0 ? 1 : 0).toList();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
