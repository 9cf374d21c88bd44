package controlfreak.engine.base;

import controlfreak.model.Command;
import controlfreak.testing.Fuzz;
import controlfreak.testing.Fuzzed;
import controlfreak.testing.Mutants;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;

/** Whatever the text of a command is, it is words, or one for a shell. */
class ArgvFuzzTest {
    private static final Mutants COMMANDS = new Mutants(
            List.of(
                    "nginx -g 'daemon off;'",
                    "A=b C=\"d $E\" exec program --port ${PORT:-80} < in > out 2>&1",
                    "cd /srv && ./run \\\n --fast | tee log; # comment",
                    "sh -c \"trap '' TERM; sleep 1\" & wait"),
            List.of(
                    "'", "\"", "\\", "$(", "`", "${", "}", "&&", "|", ";", "A=", " ", "~", "*", "{a,b}", "exec ",
                    "\n"));

    private static final int LONGEST = 32_000;

    @Fuzzed
    void everyTextIsWordsOrForAShell(@ForAll long number) {
        String any = COMMANDS.text(number);
        // A command cannot be longer, whatever its characters are in bytes.
        String text = any.substring(0, Math.min(LONGEST, any.length()));
        if (text.isBlank() || text.indexOf('\0') >= 0) {
            return;
        }
        Fuzz.of(text, () -> {
            Command command = new Command.Text(text);
            if (Argv.of(command).isEmpty()) {
                throw new AssertionError("No words");
            }
            Argv.programs(command);
            Argv.variables(command, Map.of("A", "b"));
            Wrappers.of(Argv.of(command));
            Wrappers.isMereShell(Argv.of(command));
        });
    }
}
