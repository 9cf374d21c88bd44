package controlfreak.workspace.json;

/** Something is wrong with the content of a JSON file, at a known place. */
public final class JsonProblem extends Exception {
    private final int line;
    private final int column;
    private final String path;

    /** @param path the field's, such as {@code proxies[0].name}; empty for the file as a whole */
    JsonProblem(int line, int column, String path, String message) {
        super(message);
        this.line = line;
        this.column = column;
        this.path = path;
    }

    /** One sentence that says where in a file it is. */
    public String in(String fileName) {
        String field = path.isEmpty() ? "" : " (" + path + ")";
        return fileName + ", line " + line + ", column " + column + field + ": " + getMessage();
    }
}
