package controlfreak.jvmproxy;

import controlfreak.testing.Fuzz;
import controlfreak.testing.Fuzzed;
import controlfreak.testing.Mutants;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;

/** Whatever the JVM proxy is told, it is a command, or a sentence says that it is none. */
class CommandFuzzTest {
    private static final int LONGEST = 1000;
    private static final Mutants COMMANDS = new Mutants(
            List.of(
                    "{\"command\":\"start\",\"name\":\"web\",\"cmd\":[\"shop.Worker\",\"--port\",\"80\"],\"env\":{\"A\":\"b\","
                            + "\"C\":null},\"ignore_stdout\":0,\"tie_stdin_to\":null,\"no_new_session\":0,\"cwd\":\"/tmp\"}",
                    "{\"command\":\"start\",\"name\":\"web\",\"cmd\":\"java -cp a.jar 'shop.Worker' \\\"x y\\\" $HOME\"}",
                    "{\"command\":\"stop\",\"name\":\"web\",\"signal\":\"KILL\"}",
                    "{\"command\":\"shutdown\"}"),
            List.of(
                    "\"cmd\":",
                    "\"env\":[]",
                    "[[[[",
                    "{\"a\":",
                    "\\u12",
                    "\\ud800",
                    "\\\"a\\\"",
                    "1e400",
                    "'",
                    "a.",
                    "\\\\n"));

    @Fuzzed
    void whateverItIsToldIsACommandOrNone(@ForAll long number) {
        String line = COMMANDS.text(number);
        Fuzz.of(line, () -> {
            try {
                if (Json.read(line) instanceof Map<?, ?> command) {
                    planned(Order.of(command));
                }
            } catch (IllegalArgumentException noCommand) {
                requireReason(noCommand, line);
            }
        });
    }

    private static void planned(Order order) throws Exception {
        order.environment(Map.of("PATH", "/bin"));
        order.variables(true, Map.of());
        Plan.of(order.command(), Options.of("--main", "Top"), Optional.empty(), Map.of());
    }

    @Fuzzed
    void everyTextIsAPlanOrNone(@ForAll long number) {
        String text = COMMANDS.text(number);
        Fuzz.of(text, () -> {
            try {
                Plan.of(text, Options.of("--main", "Top"), Optional.empty(), Map.of());
            } catch (IllegalArgumentException noWords) {
                requireReason(noWords, text);
            }
        });
    }

    private static void requireReason(IllegalArgumentException refusal, String text) {
        if (refusal.getMessage() == null || refusal.getMessage().length() > LONGEST + text.length()) {
            throw new AssertionError("No reason", refusal);
        }
    }
}
