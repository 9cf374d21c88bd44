package controlfreak.ui.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process's folder, variables and command, as a shell reads them. */
class ShellCommandsTest {
    private static final Map<String, String> INHERITED = Map.of("HOME", "/root", "GONE", "x");
    private static final Map<String, String> VARIABLES =
            Map.of("HOME", "/root", "TEXT", "it's \"two\" $words\nand lines", "DB_PASSWORD", "hunter2");

    @TempDir
    Path folder;

    private String said(String line) throws IOException {
        Process shell = new ProcessBuilder("/bin/sh", "-c", line).start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void a_command_can_be_typed_and_does_the_same() throws IOException {
        String line = ShellCommands.command(
                folder,
                INHERITED,
                VARIABLES,
                List.of("sh", "-c", "pwd; printf %s \"$TEXT|$DB_PASSWORD|${GONE-gone}|$1\"", "sh", "a 'b"),
                true);
        assertThat(said("GONE=x; export GONE; " + line))
                .isEqualTo(folder.toRealPath() + "\nit's \"two\" $words\nand lines|hunter2|gone|a 'b");
    }

    @Test
    void secrets_are_masked_unless_they_are_asked_for() {
        assertThat(ShellCommands.command(folder, INHERITED, VARIABLES, List.of("true"), false))
                .contains("'DB_PASSWORD=••••••••'")
                .doesNotContain("hunter2")
                .startsWith("cd " + folder + " && env -u GONE ")
                .endsWith(" true");
        assertThat(ShellCommands.command(folder, Map.of(), Map.of(), List.of("a b"), false))
                .isEqualTo("cd " + folder + " && 'a b'");
    }

    @Test
    void a_script_takes_itself_away_and_leaves_to_the_terminal_what_is_its_own() throws IOException {
        Path script = folder.resolve("it's a script");
        Files.writeString(
                script,
                ShellCommands.script(
                        folder,
                        INHERITED,
                        Map.of("TEXT", "it's", "TERM", "dumb", "odd.name", "x", "SHELL", "/usr/bin/env")));
        Process shell = new ProcessBuilder("/bin/sh", script.toString()).start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).contains("TEXT=it's\n").doesNotContain("TERM=dumb").doesNotContain("odd.name");
        assertThat(said).contains("PWD=" + folder.toRealPath() + "\n");
        assertThat(script).doesNotExist();
    }
}
