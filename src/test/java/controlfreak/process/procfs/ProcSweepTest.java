package controlfreak.process.procfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.ServiceVariables;
import controlfreak.process.RunMark;
import controlfreak.process.SeenProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a look over all processes tells of each. */
class ProcSweepTest {
    private static final String STAT = "%d (%s) %s 7 8 9 0 -1 4194560 5 0 0 0 1 2 0 0 20 0 1 0 %d 1 2"
            + " 18446744073709551615 1 1 %d 0 0 0 0 0 0 0 0 0 17 0 0 0\n";

    @TempDir
    Path root;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void tearDown() {
        started.forEach(Process::destroyForcibly);
    }

    private void process(long pid, String name, String state, long start, long stack, String environment)
            throws IOException {
        Path folder = Files.createDirectories(root.resolve(Long.toString(pid)));
        Files.writeString(folder.resolve("stat"), STAT.formatted(pid, name, state, start, stack));
        Files.writeString(folder.resolve("environ"), environment);
    }

    private Optional<SeenProcess> look(ProcSweep sweep, long pid) {
        return sweep.look().orElseThrow().holderOf(pid);
    }

    @Test
    void aProcessIsReadWhole() throws Exception {
        process(12, "a ) Z (b", "S", 100, 5000, "A=1\0CONTROL_FREAK_RUN=abc\0B=2\0");
        SeenProcess seen = look(new ProcSweep(root.toString()), 12).orElseThrow();
        assertThat(seen.program()).isEqualTo("a ) Z (b");
        assertThat(seen.identity().startTime()).isEqualTo(100);
        assertThat(List.of(seen.parent(), seen.group(), seen.session())).containsExactly(7L, 8L, 9L);
        assertThat(seen.lives()).isTrue();
        assertThat(seen.marks()).containsExactly("abc");
    }

    @Test
    void aZombieDoesNotLiveAndGarbageIsNobody() throws Exception {
        process(12, "web", "Z", 100, 0, "");
        process(13, "web", "S", 100, 5000, "");
        Files.writeString(root.resolve("13/stat"), "13 (cut sh");
        assertThat(look(new ProcSweep(root.toString()), 12).orElseThrow().lives())
                .isFalse();
        assertThat(look(new ProcSweep(root.toString()), 13)).isEmpty();
    }

    @Test
    void aMarkIsReadAnewOnlyAfterAnExec() throws Exception {
        ProcSweep sweep = new ProcSweep(root.toString());
        process(12, "sh", "S", 100, 5000, "CONTROL_FREAK_RUN=one\0");
        assertThat(look(sweep, 12).orElseThrow().marks()).containsExactly("one");
        process(12, "sh", "S", 100, 5000, "CONTROL_FREAK_RUN=two\0");
        assertThat(look(sweep, 12).orElseThrow().marks()).containsExactly("one");
        process(12, "web", "S", 100, 6000, "CONTROL_FREAK_RUN=two\0");
        assertThat(look(sweep, 12).orElseThrow().marks()).containsExactly("two");
        process(12, "web", "S", 200, 6000, "NO_CONTROL_FREAK_RUN=x\0");
        assertThat(look(sweep, 12).orElseThrow().marks()).isEmpty();
    }

    @Test
    void aLimitMarksWhoHasClearedItsEnvironment() throws Exception {
        String mark = "0123456789abcde";
        process(12, "web", "S", 100, 5000, "CONTROL_FREAK_RUN=one\0");
        Path limits = root.resolve("12/limits");
        String line = "Max realtime priority     0                    0\nMax realtime timeout      %s  unlimited  us\n";
        Files.writeString(limits, line.formatted(RunMark.limit(mark).getAsLong()));
        ProcSweep sweep = new ProcSweep(root.toString());
        assertThat(look(sweep, 12).orElseThrow().marks()).containsExactlyInAnyOrder("one", mark);
        for (String other : List.of("unlimited", "200000", "9".repeat(30), "")) {
            Files.writeString(limits, line.formatted(other));
            assertThat(look(new ProcSweep(root.toString()), 12).orElseThrow().marks())
                    .containsExactly("one");
        }
    }

    @Test
    void aYoungProcessIsReadAnewAtEachLook() throws Exception {
        Files.writeString(root.resolve("uptime"), "2.50 9.99\n");
        ProcSweep sweep = new ProcSweep(root.toString());
        process(12, "web", "S", 100, 5000, "CONTROL_FREAK_RUN=proxy\0");
        assertThat(look(sweep, 12).orElseThrow().marks()).containsExactly("proxy");
        Files.writeString(root.resolve("uptime"), "3.00 9.99\n");
        process(12, "web", "S", 100, 5000, "CONTROL_FREAK_RUN=run\0");
        assertThat(look(sweep, 12).orElseThrow().marks()).containsExactly("run");
        process(12, "web", "S", 100, 5000, "CONTROL_FREAK_RUN=late\0");
        assertThat(look(sweep, 12).orElseThrow().marks()).containsExactly("run");
    }

    @Test
    void aMarkBehindALargeEnvironmentIsFound() throws Exception {
        process(12, "web", "S", 100, 5000, "A=" + "x".repeat(300_000) + "\0CONTROL_FREAK_RUN=far\0");
        assertThat(look(new ProcSweep(root.toString()), 12).orElseThrow().marks())
                .containsExactly("far");
    }

    @Test
    void aProcessThatIsThereAndCannotBeReadMakesTheLookWorthless() throws Exception {
        process(12, "web", "S", 100, 5000, "");
        Files.delete(root.resolve("12/stat"));
        assertThat(new ProcSweep(root.toString()).look()).isEmpty();
        assertThat(new ProcSweep(root.resolve("none").toString()).look()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void realProcessesTellTheirMark() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sleep", "1000");
        builder.environment().put(ServiceVariables.RUN, "real");
        Process process = builder.start();
        started.add(process);
        ProcSweep sweep = new ProcSweep("/proc");
        await().until(() -> look(sweep, process.pid()).orElseThrow().marks().contains("real"));
        SeenProcess seen = look(sweep, process.pid()).orElseThrow();
        assertThat(seen.program()).isEqualTo("sleep");
        assertThat(seen.parent()).isEqualTo(ProcessHandle.current().pid());
    }
}
