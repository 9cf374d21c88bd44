package controlfreak.jvmproxy;

import java.util.Map;

/**
 * What a child's standard input is.
 *
 * @param word what the children's parent calls it
 */
record Input(String word) {
    /** It is /dev/null. */
    static final Input NOTHING = new Input("");

    /** It is what {@link Children#input} gives it. */
    static final Input OPEN = new Input("open");

    /**
     * From a start command.
     *
     * @throws IllegalArgumentException with a reason for people
     */
    static Input of(Map<?, ?> command) {
        Object socket = command.get("tie_stdin_to");
        if (socket != null && !(socket instanceof String)) {
            throw new IllegalArgumentException("The standard input is tied to no name");
        }
        if (socket != null) {
            return new Input("socket " + socket);
        }
        return "open".equals(command.get("stdin")) ? OPEN : NOTHING;
    }
}
