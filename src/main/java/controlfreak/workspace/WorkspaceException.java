package controlfreak.workspace;

/**
 * A file of a workspace, or of its variables, could not be read or written. The message is for people: it says what is wrong, where (line,
 * column and the field's path, where the content is at fault), what was kept and what to do.
 */
public final class WorkspaceException extends Exception {
    public WorkspaceException(String message) {
        super(message);
    }

    public WorkspaceException(String message, Throwable cause) {
        super(message, cause);
    }
}
