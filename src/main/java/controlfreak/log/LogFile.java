package controlfreak.log;

import controlfreak.guard.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** The file of one log, which is set aside when it has grown. One thread at a time. */
final class LogFile {
    private static final OpenOption[] APPEND = {
        StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND
    };

    /** Who asks what it is called, on any thread, does not wait for the disk. */
    private volatile Path path;

    private final LogLimits limits;
    private FileChannel channel;
    private Object key;
    private long size;

    LogFile(Path path, LogLimits limits) {
        this.path = path;
        this.limits = limits;
    }

    Path path() {
        return path;
    }

    /** Appends all that remains in a buffer; where that fails, what could be written is gone from the buffer. */
    void write(ByteBuffer bytes) throws IOException {
        if (channel == null) {
            open();
        }
        if (size > 0 && size + bytes.remaining() > limits.fileBytes()) {
            setAside();
            open();
        }
        while (bytes.hasRemaining()) {
            size += channel.write(bytes);
        }
    }

    /** Looks whether the file was deleted, replaced or cut by others, and will write to a new one then. */
    void recheck() throws IOException {
        if (channel == null) {
            return;
        }
        if (!Files.exists(path) || !Objects.equals(key, keyNow())) {
            close();
        } else {
            size = channel.size();
        }
    }

    void close() throws IOException {
        FileChannel old = channel;
        channel = null;
        if (old != null) {
            old.close();
        }
    }

    private void open() throws IOException {
        PrivateFiles.makeFolder(path.toAbsolutePath().getParent());
        channel = PrivateFiles.open(path, APPEND);
        size = channel.size();
        key = keyNow();
        if (size > 0 && !endsInNewline()) {
            // A write was cut short: what comes next is a line of its own.
            size += channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    private boolean endsInNewline() throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        try (FileChannel reader = FileChannel.open(path, StandardOpenOption.READ)) {
            return reader.read(last, size - 1) == 1 && last.get(0) == '\n';
        }
    }

    private Object keyNow() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    private void setAside() throws IOException {
        close();
        if (limits.oldFiles() == 0) {
            Files.delete(path);
            return;
        }
        for (int number = limits.oldFiles(); number > 1; number--) {
            Path newer = old(number - 1);
            if (Files.exists(newer, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(newer, old(number), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(path, old(1), StandardCopyOption.REPLACE_EXISTING);
    }

    /** What is written from now on goes to another file; this one is closed. */
    void moveTo(Path newPath) throws IOException {
        path = newPath;
        close();
    }

    /** The file that was set aside so many times ago. */
    Path old(int number) {
        return old(path, number);
    }

    /** Where a file is that was set aside: the newest of them is number 1. */
    static Path old(Path path, int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }
}
