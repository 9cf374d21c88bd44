package controlfreak.process.spawn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import controlfreak.model.Streams;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.Launcher;
import controlfreak.process.Recorder;
import controlfreak.process.Requests;
import controlfreak.process.io.IoThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be started is refused with a sentence for people, and costs no descriptor. */
@EnabledOnOs(OS.LINUX)
class RefusedLaunchTest {
    @TempDir
    Path folder;

    private final IoThread io = new IoThread();
    private final Launcher launcher = Launchers.of(io);
    private int descriptors;

    @BeforeEach
    void countDescriptors() throws Exception {
        io.awaitOpen();
        descriptors = Descriptors.count();
    }

    @AfterEach
    void nothingLeaks() {
        Descriptors.awaitCount(descriptors);
        io.close();
    }

    private void assertRefused(LaunchRequest request, String reason) {
        assertThatThrownBy(() -> launcher.launch(request, new Recorder()))
                .isInstanceOf(LaunchException.class)
                .hasMessage(reason);
    }

    private Path file(String name, String text, String permissions) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, text.getBytes(UTF_8));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void aFileThatIsNotThere() {
        assertRefused(Requests.in(folder, "./worker.py"), "./worker.py is not there.");
    }

    @Test
    void aFileThatIsNotExecutable() throws Exception {
        file("worker.py", "#!/bin/sh\n", "rw-r--r--");
        assertRefused(Requests.in(folder, "./worker.py"), "./worker.py is not executable. Make it so with chmod +x.");
    }

    @Test
    void aFolder() {
        assertRefused(Requests.command("/usr/bin"), "/usr/bin is a folder, not a program.");
    }

    @Test
    void aWorkingFolderThatIsNotThere() {
        Path missing = folder.resolve("missing");
        assertRefused(Requests.in(missing, "true"), "The folder " + missing + " is not there.");
    }

    @Test
    void aWorkingFolderThatIsNone() throws Exception {
        Path file = file("file", "", "rw-r--r--");
        assertRefused(Requests.in(file, "true"), file + " is not a folder.");
    }

    @Test
    void aProgramThatIsNotInThePath() {
        assertRefused(Requests.command("no-such-server"), "No program named no-such-server is in the PATH.");
    }

    @Test
    void aProgramInTheFolderButNotInThePath() throws Exception {
        file("worker.py", "#!/bin/sh\n", "rwxr-xr-x");
        assertRefused(
                Requests.in(folder, "worker.py"),
                "No program named worker.py is in the PATH. For the file in the folder write ./worker.py.");
    }

    @Test
    void aProgramInThePathThatIsNotExecutable() throws Exception {
        Path file = file("worker.py", "#!/bin/sh\n", "rw-r--r--");
        assertRefused(
                Requests.with(Map.of("PATH", "/bin:" + folder), "worker.py"),
                file + " is not executable. Make it so with chmod +x.");
    }

    @Test
    void anEmptyCommand() {
        assertRefused(
                new LaunchRequest(List.of(), Requests.ENVIRONMENT, folder, Streams.DEFAULT, true),
                "The command is empty.");
    }

    @Test
    void aScriptWithAnInterpreterThatIsNotThere() throws Exception {
        file("worker.py", "#! /no/such/python -u\n", "rwxr-xr-x");
        assertRefused(
                Requests.in(folder, "./worker.py"), "The interpreter of ./worker.py is not there: /no/such/python.");
    }

    @Test
    void aScriptFromWindows() throws Exception {
        file("worker.py", "#!/bin/sh\r\necho\r\n", "rwxr-xr-x");
        assertRefused(
                Requests.in(folder, "./worker.py"),
                "The first line of ./worker.py ends as lines do on Windows. Save it with Unix line ends.");
    }

    @Test
    void aScriptWithoutAFirstLine() throws Exception {
        file("worker.py", "print(1)\n", "rwxr-xr-x");
        assertRefused(
                Requests.in(folder, "./worker.py"),
                "./worker.py is not a program that this system can run. "
                        + "A script needs a first line such as #!/usr/bin/env python3.");
    }

    @Test
    void aScriptWithAnInterpreterThatIsNotExecutable() throws Exception {
        Path interpreter = file("python", "", "rw-r--r--");
        file("worker.py", "#!" + interpreter + "\n", "rwxr-xr-x");
        assertRefused(
                Requests.in(folder, "./worker.py"),
                "The system does not permit to run ./worker.py (its interpreter " + interpreter
                        + " may not be executable).");
    }

    @Test
    void aVariableOfAMegabyte() {
        Map<String, String> environment = new HashMap<>(Requests.ENVIRONMENT);
        environment.put("HUGE", "x".repeat(1 << 20));
        assertRefused(
                Requests.with(environment, "true"), "The variable HUGE is longer than this system takes (128 KiB).");
    }

    @Test
    void manyLargeVariables() {
        Map<String, String> environment = new HashMap<>(Requests.ENVIRONMENT);
        for (int i = 0; i < 100; i++) {
            environment.put("LARGE" + i, "x".repeat(100_000));
        }
        assertRefused(
                Requests.with(environment, "true"),
                "The environment (9,766 KiB) and the arguments are larger together than this system takes.");
    }

    @Test
    void anArgumentOfAMegabyte() {
        assertRefused(
                Requests.command("true", "x".repeat(1 << 20)),
                "An argument of the command is longer than this system takes (128 KiB).");
    }

    @Test
    void aNulInAnArgumentOrAVariable() {
        assertRefused(
                Requests.command("true", "a\0b"),
                "An argument of the command contains a NUL character, which ends text for programs.");
        assertRefused(
                Requests.with(Map.of("PATH", "/bin", "A", "\0"), "true"),
                "The variable A contains a NUL character, which ends text for programs.");
        assertRefused(
                Requests.with(Map.of("PATH", "/bin", "A=B", "1"), "true"), "A variable cannot have the name \"A=B\".");
        assertRefused(Requests.command("/bin/\0"), "The path /bin/\0 has characters that file names cannot have here.");
    }

    @Test
    @SuppressWarnings("try")
    void noDescriptorsAreLeft() throws Exception {
        // Refused once before, as no class can be loaded without descriptors.
        assertRefused(Requests.in(folder, "./worker.py"), "./worker.py is not there.");
        Recorder recorder = new Recorder();
        launcher.launch(Requests.proxy("true"), recorder);
        recorder.awaitExit();
        Descriptors.awaitCount(descriptors);

        List<String> messages = new ArrayList<>();
        try (DescriptorLimit limit = DescriptorLimit.leaving(7)) {
            for (int i = 0; i < 3; i++) {
                try {
                    launcher.launch(Requests.proxy("true"), new Recorder());
                } catch (LaunchException refused) {
                    messages.add(refused.getMessage());
                }
            }
        }
        assertThat(messages)
                .hasSize(3)
                .containsOnly("The panel has as many files and pipes open as it may have. "
                        + "Stop some services, or raise the limit (ulimit -n) before starting the panel.");
    }

    @Test
    void failuresAndEndsLeaveNoDescriptorBehind() throws Exception {
        file("worker.py", "print(1)\n", "rwxr-xr-x");
        LaunchRequest refused =
                new LaunchRequest(List.of("./worker.py"), Requests.ENVIRONMENT, folder, Streams.DEFAULT, true);
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> launcher.launch(refused, new Recorder())).isInstanceOf(LaunchException.class);
            Recorder recorder = new Recorder();
            launcher.launch(Requests.proxy("echo x; echo y >&4"), recorder);
            recorder.awaitExit();
        }
        Descriptors.awaitCount(descriptors);
    }

    @Test
    void aClosedPanel() {
        io.close();
        descriptors = Descriptors.count();
        assertRefused(Requests.command("true"), "The panel is closing.");
    }
}
