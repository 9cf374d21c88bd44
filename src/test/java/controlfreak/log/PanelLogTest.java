package controlfreak.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelLogTest {
    @TempDir
    private Path home;

    private Path state;
    private PanelLog log;

    @BeforeEach
    void make() {
        state = home.resolve("state");
        log = new PanelLog(
                state, Clock.fixed(Instant.parse("2026-11-01T12:00:00.25Z"), ZoneOffset.UTC), "Control Freak 1.2");
    }

    private static BugReport bug(Throwable thrown) {
        return BugReport.of(Thread.currentThread(), thrown);
    }

    @Test
    void tellsWhenWhereAndInWhich() throws IOException {
        log.write(bug(new IllegalStateException(new IOException("below"))));
        assertThat(Files.readString(log.path()))
                .startsWith("2026-11-01T12:00:00.250Z a bug on thread "
                        + Thread.currentThread().getName() + ", Control Freak 1.2\njava.lang.IllegalStateException\n")
                .contains("\tat controlfreak.log.PanelLogTest.tellsWhenWhereAndInWhich(PanelLogTest.java:")
                .contains("Caused by: java.io.IOException\n");
    }

    @Test
    void isForThisUserOnly() throws IOException {
        log.write(bug(new IllegalStateException()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log.path())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
    }

    @Test
    void neverHoldsAVariablesValue() throws IOException {
        NumberFormatException secret = new NumberFormatException("For input string: \"s3cret\"");
        secret.addSuppressed(new IllegalArgumentException("PASSWORD=s3cret"));
        log.write(bug(new IllegalStateException("s3cret", secret)));
        assertThat(Files.readString(log.path()))
                .contains("NumberFormatException")
                .doesNotContain("s3cret");
    }

    @Test
    void saysWhatTheVirtualMachineSaysOfABug() throws IOException {
        String nothing = Map.of("a", "b").get("c");
        log.write(bug(catchThrowableOfType(NullPointerException.class, () -> nothing.length())));
        assertThat(Files.readString(log.path())).contains("NullPointerException: Cannot invoke \"String.length()\"");
    }

    @Test
    void aBugThatWasCausedByItselfEnds() throws IOException {
        IllegalStateException outer = new IllegalStateException();
        IllegalStateException inner = new IllegalStateException(outer);
        outer.initCause(inner);
        log.write(bug(outer));
        assertThat(Files.readString(log.path())).containsOnlyOnce("Caused by");
    }

    @Test
    void growsNoFurtherThanAMegabyte() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            log.write(bug(new IllegalStateException()));
        }
        try (Stream<Path> files = Files.list(state)) {
            assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isBetween(512L * 1024, 1024L * 1024);
        }
    }
}
