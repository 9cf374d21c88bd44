package controlfreak.engine;

import controlfreak.model.Command;
import java.util.List;

/** What is executed for a command. Pure; any thread. */
final class Words {
    private Words() {}

    /** A list as it is, a text through the shell (POSIX: {@code sh -c}). */
    static List<String> of(Command command) {
        return command instanceof Command.Words list
                ? list.words()
                : List.of("/bin/sh", "-c", ((Command.Text) command).text());
    }
}
