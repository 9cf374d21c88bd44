package controlfreak.workspace;

import controlfreak.model.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads and writes workspace files. Any thread; blocks. */
public final class WorkspaceFile {
    /** What a workspace file's name ends in. */
    public static final String SUFFIX = ".cfk";

    private static final int MAX_BYTES = 64 << 20;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    /** A workspace as it was read, and how its file was then. */
    public record Opened(Workspace workspace, FileStamp stamp) {}

    private WorkspaceFile() {}

    /**
     * Reads a workspace file.
     *
     * @throws WorkspaceException where it cannot be read or is not a workspace
     */
    public static Opened read(Path file) throws WorkspaceException {
        String name = name(file);
        try {
            byte[] content = content(file, name);
            Workspace workspace = WorkspaceReader.read(text(content, name));
            return new Opened(workspace, FileStamp.of(file, content));
        } catch (JsonProblem problem) {
            throw new WorkspaceException(problem.in(name), problem);
        } catch (NoSuchFileException gone) {
            throw new WorkspaceException(name + " is not there. It may have been moved or deleted.", gone);
        } catch (AccessDeniedException denied) {
            throw new WorkspaceException(
                    name + " may not be read by you. Ask its owner for permission to read it.", denied);
        } catch (IOException failure) {
            throw new WorkspaceException(name + " could not be read: " + IoReason.of(failure) + ".", failure);
        }
    }

    /**
     * Writes a workspace file in full or not at all; the version before is kept as {@code NAME.cfk~}.
     *
     * @return how the file is now
     * @throws WorkspaceException where that is not possible; the file is as it was
     */
    public static FileStamp write(Path file, Workspace workspace) throws WorkspaceException {
        return write(file, workspace, AtomicFile::write);
    }

    /** Writes a file as {@link AtomicFile} does; tests make it fail. */
    @FunctionalInterface
    interface Output {
        void write(Path file, byte[] content, boolean keepPrevious) throws IOException;
    }

    static FileStamp write(Path file, Workspace workspace, Output output) throws WorkspaceException {
        if (Files.isDirectory(file)) {
            throw new WorkspaceException(name(file) + " is a folder. Choose another name.");
        }
        byte[] content = WorkspaceWriter.write(workspace).getBytes(StandardCharsets.UTF_8);
        try {
            output.write(file, content, true);
            return FileStamp.of(file, content);
        } catch (IOException failure) {
            String kept = Files.exists(file) ? "The file is as it was." : "Nothing was written.";
            throw new WorkspaceException(
                    name(file) + " could not be saved: " + IoReason.of(failure) + ". " + kept
                            + " Your changes are still open here: make it possible and save again, or save elsewhere.",
                    failure);
        }
    }

    private static byte[] content(Path file, String name) throws IOException, WorkspaceException {
        if (Files.isDirectory(file)) {
            throw new WorkspaceException(name + " is a folder. Choose a file in it.");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe would be waited for without end.
            throw new WorkspaceException(name + " is not a regular file.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new WorkspaceException(name + " is larger than 64 MB. That cannot be a workspace.");
            }
            return content;
        }
    }

    private static String text(byte[] content, String name) throws WorkspaceException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(content);
        CharBuffer text = CharBuffer.allocate(content.length);
        if (decoder.decode(bytes, text, true).isError()) {
            int line = 1;
            for (int i = 0; i < bytes.position(); i++) {
                line += content[i] == '\n' ? 1 : 0;
            }
            throw new WorkspaceException(name + ", line " + line + ": This is not UTF-8. Save the file as UTF-8.");
        }
        String all = text.flip().toString();
        return !all.isEmpty() && all.charAt(0) == BYTE_ORDER_MARK ? all.substring(1) : all;
    }

    private static String name(Path file) {
        return file.getFileName() == null ? file.toString() : file.getFileName().toString();
    }
}
