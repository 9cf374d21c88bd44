package controlfreak.workspace.json;

import controlfreak.guard.VisibleText;

/** Something is wrong with the content of a JSON file, at a known place. */
public final class JsonProblem extends Exception {
    private static final int LONGEST_MESSAGE = 1000;
    private static final int LONGEST_PATH = 300;

    private final int line;
    private final int column;
    private final String path;

    /** @param path the field's, such as {@code proxies[0].name}; empty for the file as a whole */
    JsonProblem(int line, int column, String path, String message) {
        super(shown(message, LONGEST_MESSAGE));
        this.line = line;
        this.column = column;
        this.path = shown(path, LONGEST_PATH);
    }

    /** What a file says is quoted, and may be of any length. */
    private static String shown(String text, int longest) {
        String begin = text.length() > longest ? text.substring(0, longest) + "…" : text;
        return VisibleText.of(begin);
    }

    /** One sentence that says where in a file it is. */
    public String in(String fileName) {
        String field = path.isEmpty() ? "" : " (" + path + ")";
        return fileName + ", line " + line + ", column " + column + field + ": " + getMessage();
    }
}
