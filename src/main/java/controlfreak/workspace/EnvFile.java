package controlfreak.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads and writes the text of {@code .env} files, whatever their dialect. Any thread; blocks. */
public final class EnvFile {
    private static final int MAX_MEGABYTES = 1;

    private EnvFile() {}

    /**
     * Reads a file's text.
     *
     * @throws WorkspaceException where it cannot be read, is larger than 1 MB or no text
     */
    public static String read(Path file) throws WorkspaceException {
        String text = TextFile.read(file, MAX_MEGABYTES, "a file of variables").text();
        if (text.indexOf('\0') >= 0) {
            throw new WorkspaceException(TextFile.name(file) + " is not a text file.");
        }
        return text;
    }

    /**
     * Writes a file in full or not at all; a new one may be read by its owner only, one that is there keeps its mode.
     *
     * @throws WorkspaceException where that is not possible, with what the file is now
     */
    public static void write(Path file, String text) throws WorkspaceException {
        if (Files.isDirectory(file)) {
            throw new WorkspaceException(TextFile.name(file) + " is a folder. Choose another name.");
        }
        try {
            SafeFile.write(file, text.getBytes(StandardCharsets.UTF_8), false);
        } catch (IOException failure) {
            throw new WorkspaceException(
                    TextFile.name(file) + " could not be written: " + IoReason.of(failure) + ". "
                            + SafeFile.outcome(file, failure)
                            + " Choose another folder.",
                    failure);
        }
    }
}
