package controlfreak.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import controlfreak.testing.FreshJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceLockTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:04:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    @TempDir
    Path folder;

    @Test
    void aSecondPanelIsToldWhoHoldsIt() throws Exception {
        Path workspace = Files.writeString(folder.resolve("shop.cfk"), "");
        Path link = Files.createSymbolicLink(folder.resolve("link.cfk"), workspace);
        WorkspaceLock lock = WorkspaceLock.take(folder.resolve("run"), workspace, CLOCK);
        WorkspaceHeldException held = held(link);
        assertThat(held.holder().pid()).hasValue(ProcessHandle.current().pid());
        assertThat(held.holder().since()).hasValue(NOW);
        assertThat(held)
                .hasMessageMatching("link.cfk is open in another Control Freak \\(process \\d+, since 202[56]-[-0-9]+"
                        + " \\d\\d:\\d\\d\\). Go on there, or close it there first.");
        WorkspaceLock.take(folder.resolve("run"), folder.resolve("other.cfk"), CLOCK)
                .close();
        lock.close();
        lock.close();
        WorkspaceLock again = WorkspaceLock.take(folder.resolve("run"), link, CLOCK);
        assertThat(held(workspace)).isNotNull();
        again.close();
    }

    @Test
    void lockFilesAreForTheirOwnerOnly() throws Exception {
        try (WorkspaceLock lock = WorkspaceLock.take(folder.resolve("run"), folder.resolve("a.cfk"), CLOCK)) {
            assertThat(lock).isNotNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lockFile())))
                    .isEqualTo("rw-------");
            assertThat(lockFile()).hasContent(ProcessHandle.current().pid() + "\n" + NOW + "\n");
        }
    }

    @Test
    void oneThatWasTakenAwayIsTakenAnew() throws Exception {
        Path workspace = folder.resolve("shop.cfk");
        try (WorkspaceLock lock = WorkspaceLock.take(folder.resolve("run"), workspace, CLOCK)) {
            lock.renew();
            Files.move(folder.resolve("run"), folder.resolve("away"));
            lock.renew();
            // Whoever of this process opened the file now would lose the lock.
            assertThat(FreshJvm.run(Taker.class, List.of(folder.resolve("run").toString(), workspace.toString())))
                    .contains("is open in another Control Freak (process "
                            + ProcessHandle.current().pid());
        }
    }

    /** Another panel that would like to have it. */
    static final class Taker {
        private Taker() {}

        public static void main(String[] arguments) throws Exception {
            try {
                WorkspaceLock.take(Path.of(arguments[0]), Path.of(arguments[1]), CLOCK);
            } catch (WorkspaceHeldException held) {
                System.out.println(held.getMessage());
            }
        }
    }

    @Test
    void aLockOfAnotherProcessHoldsUntilThatEnds() throws Exception {
        Path workspace = folder.resolve("shop.cfk");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.resolve("run").toString(),
                        workspace.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader answers = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(answers.readLine()).isEqualTo("held");
            assertThat(held(workspace).holder().pid()).hasValue(other.pid());
            Files.writeString(lockFile(), "garbage");
            assertThat(held(workspace))
                    .hasMessage("shop.cfk is open in another Control Freak. Go on there, or close it there first.");
        } finally {
            other.destroyForcibly().waitFor();
        }
        WorkspaceLock.take(folder.resolve("run"), workspace, CLOCK).close();
    }

    /** Another panel, for the test above. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            try (WorkspaceLock lock = WorkspaceLock.take(Path.of(arguments[0]), Path.of(arguments[1]), CLOCK)) {
                System.out.println(Optional.of(lock).map(held -> "held").orElseThrow());
                // Until it is killed, or its test is no more.
                System.in.read();
            }
        }
    }

    private WorkspaceHeldException held(Path workspace) {
        return catchThrowableOfType(
                WorkspaceHeldException.class, () -> WorkspaceLock.take(folder.resolve("run"), workspace, CLOCK));
    }

    private Path lockFile() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("run"))) {
            return files.findFirst().orElseThrow();
        }
    }
}
