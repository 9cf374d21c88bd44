package controlfreak.workspace;

import controlfreak.guard.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps a workspace to one panel. The system lets go of it when the panel ends, however it ends. Any thread; blocks.
 */
public final class WorkspaceLock implements AutoCloseable {
    private static final int MAX_CONTENT = 200;

    /** A process that opens and closes a lock file loses the lock it has on it: so one that is held is not opened. */
    private static final Map<Path, WorkspaceHeldException.Holder> HELD_HERE = new HashMap<>();

    private final Path file;
    private final String name;
    private FileChannel channel;
    /** The identity of the file that it holds, where the system tells. */
    private Optional<Object> key;

    private WorkspaceLock(Path file, String name, FileChannel channel) throws IOException {
        this.file = file;
        this.name = name;
        this.channel = channel;
        key = key(file);
    }

    private static Optional<Object> key(Path file) throws IOException {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                ? Optional.ofNullable(
                        Files.readAttributes(file, BasicFileAttributes.class).fileKey())
                : Optional.empty();
    }

    /**
     * Takes the lock of a workspace, by its real path.
     *
     * @param folder where lock files are, see {@link Folders#runtime()}; made where it is not there
     * @throws WorkspaceHeldException where another panel has it
     * @throws IOException where the system cannot lock files there
     */
    public static WorkspaceLock take(Path folder, Path workspace, InstantSource clock)
            throws WorkspaceHeldException, IOException {
        Folders.make(folder);
        Path file = folder.toRealPath().resolve(Folders.keyOf(workspace) + ".lock");
        synchronized (HELD_HERE) {
            WorkspaceHeldException.Holder holder = HELD_HERE.get(file);
            if (holder != null) {
                throw new WorkspaceHeldException(name(workspace), holder);
            }
            holder = new WorkspaceHeldException.Holder(
                    OptionalLong.of(ProcessHandle.current().pid()), Optional.of(clock.instant()));
            FileChannel channel = locked(file, name(workspace), holder);
            HELD_HERE.put(file, holder);
            return new WorkspaceLock(file, name(workspace), channel);
        }
    }

    /**
     * Takes it anew where somebody has taken its file away, so that others could take it, too.
     *
     * @throws WorkspaceHeldException where one has done so
     */
    public void renew() throws WorkspaceHeldException, IOException {
        synchronized (HELD_HERE) {
            WorkspaceHeldException.Holder holder = HELD_HERE.get(file);
            if (channel.isOpen() && !key(file).equals(key)) {
                Folders.make(file.getParent());
                FileChannel before = channel;
                channel = locked(file, name, holder);
                key = key(file);
                before.close();
            }
        }
    }

    private static FileChannel locked(Path file, String name, WorkspaceHeldException.Holder holder)
            throws WorkspaceHeldException, IOException {
        FileChannel channel =
                PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean isOurs = false;
        try {
            if (channel.tryLock() == null) {
                throw new WorkspaceHeldException(name, read(channel));
            }
            String content = holder.pid().orElseThrow() + "\n" + holder.since().orElseThrow() + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
            isOurs = true;
            return channel;
        } finally {
            if (!isOurs) {
                channel.close();
            }
        }
    }

    private static WorkspaceHeldException.Holder read(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(MAX_CONTENT);
        channel.read(content, 0);
        String[] lines = new String(content.array(), 0, content.position(), StandardCharsets.UTF_8).split("\n", -1);
        try {
            return new WorkspaceHeldException.Holder(
                    OptionalLong.of(Long.parseLong(lines[0])), Optional.of(Instant.parse(lines[1])));
        } catch (NumberFormatException | DateTimeException | ArrayIndexOutOfBoundsException justTaken) {
            return new WorkspaceHeldException.Holder(OptionalLong.empty(), Optional.empty());
        }
    }

    /** Lets go of the workspace. The file stays: to delete it would race with another panel that takes it. */
    @Override
    public void close() throws IOException {
        synchronized (HELD_HERE) {
            if (channel.isOpen()) {
                HELD_HERE.remove(file);
                channel.close();
            }
        }
    }

    private static String name(Path file) {
        return file.getFileName() == null ? file.toString() : file.getFileName().toString();
    }
}
