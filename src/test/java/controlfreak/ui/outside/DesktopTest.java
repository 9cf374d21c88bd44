package controlfreak.ui.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desktop's terminal and file manager, of which the tests have their own. */
class DesktopTest {
    @TempDir
    Path folder;

    private Path program(String name, String text) throws IOException {
        Path program = folder.resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }

    private Desktop desktop(Map<String, String> environment) {
        return new Desktop(environment, false, folder.resolve("run/shells"), InstantSource.system());
    }

    @Test
    void a_terminal_has_the_folder_and_the_variables_and_nobody_can_read_them_elsewhere() throws IOException {
        Path seen = folder.resolve("seen");
        Path words = folder.resolve("words");
        Path shell = program("shell", "env > " + seen + ".part; mv " + seen + ".part " + seen);
        program("xterm", "echo \"$@\" > " + words + "; stat -c %A \"$3\" >> " + words + "; shift; exec \"$@\"");
        Path there = Files.createDirectory(folder.resolve("it's there"));
        desktop(Map.of("PATH", folder + ":/usr/bin:/bin", "GONE", "x"))
                .terminal(there, Map.of("PATH", "/usr/bin:/bin", "TOKEN", "s3cret", "SHELL", shell.toString()));
        await().until(() -> Files.exists(seen));
        assertThat(Files.readString(seen))
                .contains("TOKEN=s3cret\n", "PWD=" + there.toRealPath() + "\n")
                .doesNotContain("GONE=");
        assertThat(Files.readString(words))
                .startsWith("-e /bin/sh ")
                .contains("-rwx------")
                .doesNotContain("s3cret");
        await().until(() -> Files.list(folder.resolve("run/shells")).findAny().isEmpty());
    }

    @Test
    void the_terminal_that_the_user_names_comes_first_and_one_that_fails_is_passed_over() throws IOException {
        Path used = folder.resolve("used");
        Path mine = program("mine", "exit 1");
        program("xterm", "shift; rm -f \"$2\"; echo xterm > " + used);
        desktop(Map.of("PATH", folder + ":/usr/bin:/bin", "TERMINAL", mine.toString()))
                .terminal(folder, Map.of());
        await().until(() -> Files.exists(used) && Files.readString(used).equals("xterm\n"));
    }

    @Test
    void what_a_terminal_that_never_came_has_left_is_taken_away() throws IOException {
        program("xterm", "exit 0");
        Desktop desktop = desktop(Map.of("PATH", folder + ":/usr/bin:/bin"));
        desktop.clearLeft();
        desktop.terminal(folder, Map.of("TOKEN", "s3cret"));
        assertThat(scripts()).hasSize(1);
        desktop.clearLeft();
        assertThat(scripts()).as("one that may come yet").hasSize(1);
        Files.setLastModifiedTime(scripts().get(0), FileTime.from(Instant.now().minusSeconds(3600)));
        Path old = scripts().get(0);
        desktop.terminal(folder, Map.of());
        assertThat(scripts()).hasSize(1).doesNotContain(old);
        Files.setLastModifiedTime(scripts().get(0), FileTime.from(Instant.now().minusSeconds(3600)));
        desktop.clearLeft();
        assertThat(scripts()).isEmpty();
    }

    private List<Path> scripts() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("run/shells"))) {
            return all.toList();
        }
    }

    @Test
    void where_there_is_no_terminal_that_is_said() {
        assertThatThrownBy(() -> desktop(Map.of("PATH", folder.toString())).terminal(folder, Map.of()))
                .hasMessageStartingWith("There is no terminal. Install one");
    }

    @Test
    void a_file_is_shown_by_the_file_manager_else_its_folder_is_opened() throws IOException {
        Path file = Files.writeString(folder.resolve("a,b c.log"), "x");
        Path asked = folder.resolve("asked");
        program("dbus-send", "echo \"$6\" >> " + asked + "; exit 1");
        program("xdg-open", "echo \"$1\" >> " + asked);
        desktop(Map.of("PATH", folder + ":/usr/bin:/bin")).show(file);
        assertThat(Files.readAllLines(asked))
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("array:string:file:///")
                                .endsWith("/a%2Cb%20c.log"),
                        second -> assertThat(second).isEqualTo(folder.toString()));
        assertThatThrownBy(() -> desktop(Map.of()).show(folder.resolve("none"))).hasMessageContaining("is not there");
        assertThatThrownBy(() -> desktop(Map.of("PATH", "/nowhere")).show(file))
                .hasMessageStartingWith("No file manager could be asked.");
    }
}
