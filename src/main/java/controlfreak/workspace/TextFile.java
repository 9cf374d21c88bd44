package controlfreak.workspace;

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

/**
 * A text that was read from a file, of UTF-8, without a byte order mark.
 *
 * @param bytes the file's content
 */
record TextFile(byte[] bytes, String text) {
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int MEGABYTE = 1 << 20;

    /**
     * Reads a file. Blocks, but never for something that is no file.
     *
     * @param maxMegabytes how large it may be
     * @param what what it should be: "a workspace"
     * @throws WorkspaceException where it cannot be read, is too large or no text
     */
    static TextFile read(Path file, int maxMegabytes, String what) throws WorkspaceException {
        String name = name(file);
        try {
            byte[] content = content(file, name, maxMegabytes, what);
            return new TextFile(content, text(content, name));
        } catch (NoSuchFileException gone) {
            throw new WorkspaceException(name + " is not there. It may have been moved or deleted.", gone);
        } catch (AccessDeniedException denied) {
            throw new WorkspaceException(
                    name + " may not be read by you. Ask its owner for permission to read it.", denied);
        } catch (IOException failure) {
            throw new WorkspaceException(name + " could not be read: " + IoReason.of(failure) + ".", failure);
        }
    }

    private static byte[] content(Path file, String name, int maxMegabytes, String what)
            throws IOException, WorkspaceException {
        if (Files.isDirectory(file)) {
            throw new WorkspaceException(name + " is a folder. Choose a file in it.");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe would be waited for without end.
            throw new WorkspaceException(name + " is not a regular file.");
        }
        int maxBytes = maxMegabytes * MEGABYTE;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(maxBytes + 1);
            if (content.length > maxBytes) {
                throw new WorkspaceException(
                        name + " is larger than " + maxMegabytes + " MB. That cannot be " + what + ".");
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

    /** The byte order mark that the file begins with, if any. */
    String mark() {
        return bytes.length > text.getBytes(StandardCharsets.UTF_8).length ? String.valueOf(BYTE_ORDER_MARK) : "";
    }

    /** A file's last name, for people. */
    static String name(Path file) {
        return file.getFileName() == null ? file.toString() : file.getFileName().toString();
    }
}
