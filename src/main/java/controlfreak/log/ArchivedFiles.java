package controlfreak.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/** The files of a log as one row of bytes, of which one block at a time is in memory. One thread at a time. */
final class ArchivedFiles implements Closeable {
    private static final int BLOCK = 64 << 10;
    private static final int TRIES = 5;

    /** @param start the position of its first byte in the row */
    private record Part(FileChannel channel, long start, long size, Instant changedAt) {
        long end() {
            return start + size;
        }
    }

    private record Opened(FileChannel channel, Object key, Instant changedAt) {}

    private final List<Part> parts;
    private final byte[] block = new byte[BLOCK];
    private long blockStart;
    private int blockLength;

    private ArchivedFiles(List<Part> parts) {
        this.parts = parts;
    }

    static ArchivedFiles open(Path newest) throws IOException {
        List<Opened> opened = new ArrayList<>();
        try {
            boolean isStill = false;
            for (int i = 0; i <= TRIES && !isStill; i++) {
                closeAll(opened);
                opened = openAll(newest);
                isStill = opened.isEmpty() || (isStill(newest, opened.get(0)) && areDistinct(opened));
            }
            opened = isStill ? inOrder(opened) : eachOnce(opened);
            List<Part> parts = new ArrayList<>();
            long start = 0;
            for (Opened file : opened) {
                Part part = new Part(file.channel(), start, file.channel().size(), file.changedAt());
                parts.add(part);
                start = part.end();
            }
            ArchivedFiles files = new ArchivedFiles(parts);
            files.leaveOutUnfinishedLine();
            return files;
        } catch (IOException | RuntimeException e) {
            closeAll(opened);
            throw e;
        }
    }

    /** The files from the oldest to the newest, as their names say: others may have touched any of them since. */
    private static List<Opened> inOrder(List<Opened> opened) {
        List<Opened> files = new ArrayList<>(opened);
        Collections.reverse(files);
        return files;
    }

    private static List<Opened> openAll(Path newest) throws IOException {
        List<Opened> opened = new ArrayList<>();
        try {
            Path next = newest;
            for (int number = 1; number == 1 || Files.isRegularFile(next); number++) {
                if (Files.isRegularFile(next)) {
                    BasicFileAttributes attributes = Files.readAttributes(next, BasicFileAttributes.class);
                    opened.add(new Opened(
                            FileChannel.open(next, StandardOpenOption.READ),
                            attributes.fileKey(),
                            attributes.lastModifiedTime().toInstant()));
                }
                next = LogFile.old(newest, number);
            }
        } catch (NoSuchFileException goneMeanwhile) {
            // What is left is what there is.
        } catch (IOException e) {
            closeAll(opened);
            throw e;
        }
        return opened;
    }

    private static boolean isStill(Path newest, Opened opened) throws IOException {
        try {
            return Objects.equals(
                    opened.key(),
                    Files.readAttributes(newest, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException setAsideJustNow) {
            return false;
        }
    }

    /** While the older ones are being renamed already, and the newest is not yet, one can be met under both its names. */
    private static boolean areDistinct(List<Opened> opened) {
        List<Object> keys =
                opened.stream().map(Opened::key).filter(Objects::nonNull).toList();
        return keys.stream().distinct().count() == keys.size();
    }

    /**
     * The files from the oldest to the newest, where they are set aside faster than they are opened: one is then met
     * again under its next name, or a newer one after it, so that only the times of their lines tell.
     */
    private static List<Opened> eachOnce(List<Opened> opened) throws IOException {
        Map<Opened, Instant> files = new LinkedHashMap<>();
        for (Opened file : inOrder(opened)) {
            if (file.key() != null
                    && files.keySet().stream().anyMatch(known -> file.key().equals(known.key()))) {
                file.channel().close();
            } else {
                files.put(file, begin(file));
            }
        }
        return files.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The time that a file begins with. */
    private static Instant begin(Opened file) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(LogLineEncoder.TIME);
        file.channel().read(head, 0);
        return new LogLineDecoder().time(head.array(), 0, head.position()).orElse(file.changedAt());
    }

    private static void closeAll(List<Opened> opened) throws IOException {
        for (Opened file : opened) {
            file.channel().close();
        }
    }

    /** The last line may be in the middle of being written. */
    private void leaveOutUnfinishedLine() throws IOException {
        if (!parts.isEmpty()) {
            Part last = parts.get(parts.size() - 1);
            long end = findBackwards('\n', last.end(), last.start()).orElse(last.start() - 1) + 1;
            parts.set(parts.size() - 1, new Part(last.channel(), last.start(), end - last.start(), last.changedAt()));
            blockLength = 0;
        }
    }

    long size() {
        return parts.isEmpty() ? 0 : parts.get(parts.size() - 1).end();
    }

    long startOfFile(long position) {
        return part(position).start();
    }

    long endOfFile(long position) {
        return part(position).end();
    }

    Instant changedAt(long position) {
        return part(position).changedAt();
    }

    private Part part(long position) {
        int index = 0;
        while (parts.get(index).end() <= position) {
            index++;
        }
        return parts.get(index);
    }

    /** The first place of a byte in {@code [from, to)}. */
    OptionalLong find(char wanted, long from, long to) throws IOException {
        long at = from;
        while (at < to) {
            load(at);
            int index = (int) (at - blockStart);
            int limit = (int) Math.min(blockLength, to - blockStart);
            for (; index < limit; index++) {
                if (block[index] == wanted) {
                    return OptionalLong.of(blockStart + index);
                }
            }
            if (limit <= at - blockStart) {
                break;
            }
            at = blockStart + limit;
        }
        return OptionalLong.empty();
    }

    /** The last place of a byte in {@code [to, from)}. */
    OptionalLong findBackwards(char wanted, long from, long to) throws IOException {
        long at = from;
        while (at > to) {
            load(at - 1);
            int index = (int) (at - blockStart);
            int limit = (int) Math.max(0, to - blockStart);
            for (index--; index >= limit && index < blockLength; index--) {
                if (block[index] == wanted) {
                    return OptionalLong.of(blockStart + index);
                }
            }
            at = blockStart + limit;
        }
        return OptionalLong.empty();
    }

    /** Reads bytes of one file; fewer where others have cut it. */
    byte[] read(long position, int count) throws IOException {
        byte[] bytes = new byte[count];
        int done = 0;
        while (done < count) {
            load(position + done);
            int index = (int) (position + done - blockStart);
            int some = Math.min(count - done, blockLength - index);
            if (some <= 0) {
                break;
            }
            System.arraycopy(block, index, bytes, done, some);
            done += some;
        }
        return bytes;
    }

    /** Has the block hold a position. Blocks lie on a grid, so that going backwards finds them too. */
    private void load(long position) throws IOException {
        if (position >= blockStart && position < blockStart + blockLength) {
            return;
        }
        Part part = part(position);
        long offset = (position - part.start()) / BLOCK * BLOCK;
        ByteBuffer target = ByteBuffer.wrap(block, 0, (int) Math.min(BLOCK, part.size() - offset));
        while (target.hasRemaining() && part.channel().read(target, offset + target.position()) > 0) {
            // Until the block is full or the file ends.
        }
        blockStart = part.start() + offset;
        // A file that others have cut reads as zeros, which are no line ends.
        Arrays.fill(block, target.position(), target.limit(), (byte) 0);
        blockLength = target.limit();
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts) {
            part.channel().close();
        }
    }
}
