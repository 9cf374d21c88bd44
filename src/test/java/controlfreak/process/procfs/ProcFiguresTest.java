package controlfreak.process.procfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.status.MemorySample;
import controlfreak.model.status.MemorySample.Archive;
import controlfreak.process.CpuSample;
import controlfreak.process.ProcessFigures;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.table.SystemProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcFiguresTest {
    private static final String STAT = "4711 (web (1) ) x) S 1 4711 4711 0 -1 4194560 900 12 0 0 250 33 7 8 20 0 1 0"
            + " 556677 231000000 5000 18446744073709551615 1 1 0\n";
    private static final String ROLLUP = """
            5587db7fd000-7ffca3d2f000 ---p 00000000 00:00 0                          [rollup]
            Rss:              210000 kB
            Pss:               34000 kB
            Pss_Dirty:         33000 kB
            Pss_Anon:          30000 kB
            Pss_File:           4000 kB
            Pss_Shmem:             0 kB
            Shared_Clean:       8000 kB
            Shared_Dirty:     191000 kB
            Private_Clean:        24 kB
            Private_Dirty:     10976 kB
            Referenced:       210000 kB
            Anonymous:        201000 kB
            Swap:                  0 kB
            """;
    /** An archive at its own place, pages of which were copied; libraries; and an archive that was moved. */
    private static final String MAPS = """
            f8000000-f8ae0000 rw-p 00000000 00:00 0
            Rss:               10000 kB
            Pss:               10000 kB
            Anonymous:         10000 kB
            800000000-800454000 rw-p 00001000 fe:00 1046712                    /usr/lib/jvm/lib/server/classes.jsa
            Rss:                4416 kB
            Pss:                4316 kB
            Pss_Dirty:          4216 kB
            Anonymous:          4216 kB
            800454000-800bc7000 r--p 00455000 fe:00 1046712                    /usr/lib/jvm/lib/server/classes.jsa
            Rss:                7600 kB
            Pss:                 380 kB
            Anonymous:             0 kB
            800bc7000-800bc8000 r--p 00000000 fe:00 1046713                    /home/me/.cache/controlfreak/jvm/1.aot
            Rss:                  40 kB
            Pss:                  10 kB
            Anonymous:             0 kB
            559164c6c000-559164c6d000 rw-p 00000000 00:00 0                    [heap]
            Rss:                   4 kB
            Pss:                   4 kB
            7f504de00000-7f504de01000 r--p 00000000 fe:00 1046712              /usr/lib/jvm/lib/server/classes.jsa
            Rss:                1000 kB
            Pss:                 500 kB
            """;

    private static final ProcessIdentity WEB = new ProcessIdentity(4711, 556677);

    @TempDir
    Path root;

    private ProcFigures figures;

    @BeforeEach
    void setUp() throws IOException {
        figures = new ProcFigures(root.toString());
        Files.createDirectory(root.resolve("4711"));
        write("stat", STAT);
        write("smaps_rollup", ROLLUP);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(root.resolve("4711").resolve(file), text);
    }

    @Test
    void readsUserAndSystemTimeBehindAnyName() {
        assertThat(figures.cpu(4711)).contains(new CpuSample(WEB, 2_830_000_000L, 900, false));
    }

    @Test
    void readsMemoryInBytes() {
        assertThat(figures.memory(WEB))
                .contains(new MemorySample(
                        kb(210000),
                        kb(34000),
                        kb(201000),
                        OptionalLong.of(kb(30000)),
                        kb(24),
                        kb(10976),
                        kb(8000) + kb(191000)));
        MemorySample web = figures.memory(WEB).orElseThrow();
        assertThat(web.own()).isEqualTo(kb(11000));
        assertThat(web.pssOfFiles()).isEqualTo(kb(4000));
    }

    @Test
    void readsTheArchivesOfAJvm() throws IOException {
        write("smaps", MAPS);
        assertThat(figures.memory(WEB).orElseThrow().archive()).isEqualTo(Archive.NONE);
        write("stat", STAT.replace("(web (1) ) x)", "(java)"));
        MemorySample jvm = figures.memory(WEB).orElseThrow();
        assertThat(jvm.archive()).isEqualTo(new Archive(kb(200 + 7600 + 40), kb(100 + 380 + 10)));
        assertThat(jvm.saved()).hasValue(kb(201000 - 30000 + 7840 - 490));
        assertThat(jvm.pssOfFiles()).isEqualTo(kb(34000 - 30000 - 490));
        for (String garbage : new String[] {"", "x\n", "800000000-1 r--p 0 0 0 a.jsa\nRss: x kB\n"}) {
            write("smaps", garbage);
            assertThat(figures.memory(WEB).orElseThrow().archive()).as(garbage).isEqualTo(Archive.NONE);
        }
        Files.delete(root.resolve("4711/smaps"));
        assertThat(figures.memory(WEB).orElseThrow().archive()).isEqualTo(Archive.NONE);
    }

    @Test
    void leavesOutWhatAnOldKernelDoesNotTell() throws IOException {
        write("smaps_rollup", ROLLUP.replaceAll("Pss_.*\n", ""));
        assertThat(figures.memory(WEB).orElseThrow().pssAnonymous()).isEmpty();
        assertThat(figures.memory(WEB).orElseThrow().pss()).isEqualTo(kb(34000));
    }

    @Test
    void tellsNothingOfAProcessThatIsGone() {
        assertThat(figures.cpu(4712)).isEmpty();
        assertThat(figures.memory(new ProcessIdentity(4712, 1))).isEmpty();
        assertThat(figures.cpu(-1)).isEmpty();
        assertThat(figures.cpu(0)).isEmpty();
    }

    @Test
    void tellsThatASignalHasStoppedIt() throws IOException {
        write("stat", STAT.replace(") S ", ") T "));
        assertThat(figures.cpu(4711)).contains(new CpuSample(WEB, 2_830_000_000L, 900, true));
    }

    @Test
    void tellsNothingOfAnotherProcessWithTheSameNumber() {
        assertThat(figures.memory(new ProcessIdentity(4711, 556678))).isEmpty();
    }

    @Test
    void tellsNothingWhereTheSystemHidesIt() throws IOException {
        write("smaps_rollup", "");
        assertThat(figures.memory(WEB)).isEmpty();
        assertThat(figures.cpu(4711)).isPresent();
    }

    @Test
    void tellsNothingOfAZombie() throws IOException {
        write("stat", STAT.replace(") S ", ") Z "));
        assertThat(figures.cpu(4711)).isEmpty();
        assertThat(figures.memory(WEB)).isEmpty();
    }

    @Test
    void tellsNothingWhereItReadsGarbage() throws IOException {
        for (String garbage : new String[] {"", ")", "4711 (web", "4711 (web) ", "4711 (web) S 1 2", "\0\0\0)\0\0\0"}) {
            write("stat", garbage);
            assertThat(figures.cpu(4711)).as(garbage).isEmpty();
        }
        write("stat", STAT);
        for (String garbage :
                new String[] {"\n\n", "Rss:", "Rss: x kB\nPss: 1 kB\n", "Rss: 12 kB\n", "x".repeat(20000)}) {
            write("smaps_rollup", garbage);
            assertThat(figures.memory(WEB)).as(garbage).isEmpty();
        }
    }

    @Test
    void readsTheMemoryOfTheMachine() throws IOException {
        Files.writeString(root.resolve("meminfo"), "MemTotal:       25165824 kB\nMemFree:         1 kB\n");
        assertThat(figures.machineMemory()).hasValue(24L << 30);
        Files.delete(root.resolve("meminfo"));
        assertThat(figures.machineMemory()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void readsALivingProcessAndNoneOfOneThatEnded() throws Exception {
        ProcessFigures real = SystemFigures.ofProcesses();
        Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        ProcessIdentity identity = real.cpu(busy.pid()).orElseThrow().identity();
        assertThat(identity)
                .isEqualTo(
                        new SystemProcessTable().facts(busy.pid()).orElseThrow().identity());
        await().until(() -> real.cpu(busy.pid()).orElseThrow().nanos() > 50_000_000);
        assertThat(real.memory(identity).orElseThrow().rss()).isGreaterThan(kb(100));
        assertThat(real.machineMemory().orElseThrow()).isGreaterThan(1L << 28);

        busy.destroyForcibly().waitFor();
        assertThat(real.cpu(busy.pid())).isEmpty();
        assertThat(real.memory(identity)).isEmpty();
    }

    private static long kb(long number) {
        return number * 1024;
    }

    @Test
    void finds_all_members_of_a_group() throws IOException {
        for (String stat : List.of("10 (a (b) c) S 1 10 10", "11 (d) R 10 10 10", "12 (e) S 1 12 12")) {
            Path folder = Files.createDirectory(root.resolve(stat.substring(0, 2)));
            Files.writeString(folder.resolve("stat"), stat + " 0 -1 0\n");
        }
        Files.createDirectory(root.resolve("13"));
        Files.createDirectory(root.resolve("self"));
        Files.writeString(root.resolve("self/stat"), "no process");

        assertThat(figures.members(List.of(10L, 4711L, 99L)))
                .containsOnlyKeys(10L, 4711L)
                .hasEntrySatisfying(10L, members -> assertThat(members).containsExactlyInAnyOrder(10L, 11L));
        assertThat(new ProcFigures(root.resolve("nothing").toString()).members(List.of(10L)))
                .isEmpty();
    }
}
