package controlfreak.workspace;

import controlfreak.model.Workspace;
import controlfreak.workspace.json.JsonProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads and writes workspace files. Any thread; blocks. */
public final class WorkspaceFile {
    /** What a workspace file's name ends in. */
    public static final String SUFFIX = ".cfk";

    private static final int MAX_MEGABYTES = 64;

    /** A workspace as it was read, and how its file was then. */
    public record Opened(Workspace workspace, FileStamp stamp) {}

    private WorkspaceFile() {}

    /**
     * Reads a workspace file.
     *
     * @throws WorkspaceException where it cannot be read or is not a workspace
     */
    public static Opened read(Path file) throws WorkspaceException {
        TextFile read = TextFile.read(file, MAX_MEGABYTES, "a workspace");
        try {
            return new Opened(WorkspaceReader.read(read.text()), FileStamp.of(file, read.bytes()));
        } catch (JsonProblem problem) {
            throw new WorkspaceException(problem.in(TextFile.name(file)), problem);
        } catch (IOException failure) {
            throw new WorkspaceException(
                    TextFile.name(file) + " could not be read: " + IoReason.of(failure) + ".", failure);
        }
    }

    /** A workspace as a file that the panel writes anew would say it. */
    public static String text(Workspace workspace) {
        return WorkspaceWriter.write(workspace);
    }

    /**
     * Writes a workspace file in full or not at all; the version before is kept as {@code NAME.cfk~}. What the file says
     * that is not changed stays as it was written there.
     *
     * @return how the file is now
     * @throws WorkspaceException where that is not possible, with what the file is now
     */
    public static FileStamp write(Path file, Workspace workspace) throws WorkspaceException {
        return write(file, workspace, Disk.SYSTEM);
    }

    static FileStamp write(Path file, Workspace workspace, Disk disk) throws WorkspaceException {
        if (Files.isDirectory(file)) {
            throw new WorkspaceException(TextFile.name(file) + " is a folder. Choose another name.");
        }
        byte[] content = content(file, workspace);
        try {
            SafeFile.write(file, content, true, disk);
            return FileStamp.of(file, content);
        } catch (IOException failure) {
            throw new WorkspaceException(
                    TextFile.name(file) + " could not be saved: " + IoReason.of(failure) + ". "
                            + SafeFile.outcome(file, failure)
                            + " Your changes are still open here: make it possible and save again, or save elsewhere.",
                    failure);
        }
    }

    /** What is there is edited, whoever wrote it; what cannot be read as a workspace is replaced. */
    private static byte[] content(Path file, Workspace workspace) {
        String text;
        try {
            TextFile there = TextFile.read(file, MAX_MEGABYTES, "a workspace");
            text = there.mark() + WorkspaceText.edited(there.text(), workspace);
        } catch (WorkspaceException nothingToKeep) {
            text = WorkspaceWriter.write(workspace);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
