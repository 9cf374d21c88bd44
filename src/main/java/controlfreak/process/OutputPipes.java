package controlfreak.process;

/**
 * By which pipes a process talks to the panel, as the system tells one pipe from all others, whoever has it open, until it
 * is started anew. Immutable; any thread.
 *
 * @param stdout empty where there is none, or the system does not tell
 * @param stderr the same of its standard error
 */
public record OutputPipes(String stdout, String stderr) {
    public static final OutputPipes NONE = new OutputPipes("", "");

    public String of(ChildStream stream) {
        return switch (stream) {
            case STDOUT -> stdout;
            case STDERR -> stderr;
            case STDIN, COMMAND, STATUS, LOG -> "";
        };
    }
}
