package controlfreak.process.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Signal;
import controlfreak.process.ChildStream;
import controlfreak.process.Delivery;
import controlfreak.process.LaunchException;
import controlfreak.process.Launcher;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable.Facts;
import controlfreak.process.Recorder;
import controlfreak.process.Requests;
import controlfreak.process.io.IoThread;
import controlfreak.process.libc.LibC;
import controlfreak.process.spawn.Launchers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Who lives, and that no signal goes to a stranger. */
@EnabledOnOs(OS.LINUX)
class SystemProcessTableTest {
    private static final long SELF = ProcessHandle.current().pid();

    private final SystemProcessTable table = new SystemProcessTable();
    private final IoThread io = new IoThread();
    private final Launcher launcher = Launchers.of(io);
    private final Recorder recorder = new Recorder();

    @AfterEach
    void close() {
        io.close();
    }

    private ProcessIdentity launch(String... command) throws LaunchException {
        return launcher.launch(Requests.command(command), recorder).identity();
    }

    @Test
    void itKnowsThePanelItself() {
        Facts facts = table.facts(SELF).orElseThrow();
        assertThat(facts.identity().pid()).isEqualTo(SELF);
        assertThat(facts.identity().startTime()).isPositive();
        assertThat(facts.parent())
                .isEqualTo(ProcessHandle.current().parent().orElseThrow().pid());
        assertThat(facts.group()).isEqualTo(LibC.C.getpgid(0));
    }

    @Test
    void itKnowsAChild() throws Exception {
        ProcessIdentity child = launch("sleep", "60");
        assertThat(table.facts(child.pid())).contains(new Facts(child, SELF, child.pid()));
        assertThat(table.groupLives(child)).isTrue();
        assertThat(table.signal(child, Signal.KILL)).isEqualTo(Delivery.SENT);
        assertThat(recorder.awaitRaw()).isEqualTo(Signal.KILL.number());
        assertThat(table.facts(child.pid())).isEmpty();
        assertThat(table.groupLives(child)).isFalse();
        assertThat(table.signal(child, Signal.KILL)).isEqualTo(Delivery.GONE);
        assertThat(table.signalGroup(child, Signal.KILL)).isEqualTo(Delivery.GONE);
    }

    @Test
    void itTellsWhatBelongsToSomebodyElseFromWhatIsGone() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        ProcessIdentity child = launch("sleep", "60");
        try (AsNobody nobody = new AsNobody()) {
            assertThat(table.signal(child, Signal.KILL)).isEqualTo(Delivery.FORBIDDEN);
            assertThat(table.signalGroup(child, Signal.KILL)).isEqualTo(Delivery.FORBIDDEN);
            assertThat(table.mayBeSignalled(child)).isFalse();
            assertThat(table.groupLives(child)).isTrue();
        }
        // A program that has just begun has no arguments for a moment.
        await().untilAsserted(() ->
                assertThat(table.whose(child.pid())).isEqualTo("pid " + child.pid() + " (sleep) belongs to root"));
        assertThat(table.commandLine(child.pid())).containsExactly("sleep", "60");
        assertThat(table.mayBeSignalled(child)).isTrue();
        assertThat(table.signal(child, Signal.KILL)).isEqualTo(Delivery.SENT);
        assertThat(recorder.awaitRaw()).isEqualTo(Signal.KILL.number());
    }

    @Test
    void aNameMayHaveParenthesesAndSpaces() throws Exception {
        // The name is a field of its own, and programs choose it.
        ProcessIdentity child = launch("/usr/bin/perl", "-e", "$0 = ') Z 1 (x'; $| = 1; print 1; sleep 60");
        await().until(() -> recorder.text(ChildStream.STDOUT).equals("1"));
        assertThat(table.facts(child.pid()).map(Facts::identity)).contains(child);
        table.signal(child, Signal.KILL);
    }

    @Test
    void aZombieDoesNotLive() throws Exception {
        ProcessIdentity parent = launch("/usr/bin/perl", "-e", """
                use POSIX; $| = 1; my $p = fork // die;
                if (!$p) { setsid; exit 0 }
                print "$p\\n"; sleep 60""");
        await().until(() -> recorder.text(ChildStream.STDOUT).endsWith("\n"));
        long zombie = Long.parseLong(recorder.text(ChildStream.STDOUT).strip());
        await().until(() -> table.facts(zombie).isEmpty());
        ProcessIdentity leader = new ProcessIdentity(zombie, new LinuxFacts().startTime(zombie));
        assertThat(leader.startTime()).isPositive();
        assertThat(table.groupLives(leader)).isFalse();
        assertThat(table.signalGroup(leader, Signal.TERM)).isEqualTo(Delivery.GONE);
        table.signal(parent, Signal.KILL);
    }

    @Test
    void numbersThatAreNoProcesses() {
        for (long pid : List.of(0L, -1L, -SELF, 1L << 31, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, 4_194_305L)) {
            ProcessIdentity nobody = new ProcessIdentity(pid, 0);
            assertThat(table.facts(pid)).isEmpty();
            assertThat(table.groupLives(nobody)).isFalse();
            assertThat(table.signal(nobody, Signal.KILL)).isEqualTo(Delivery.GONE);
            assertThat(table.signalGroup(nobody, Signal.KILL)).isEqualTo(Delivery.GONE);
        }
    }

    @Test
    void aNumberThatIsUsedAgainGetsNoSignal() throws Exception {
        ProcessIdentity now = launch("sleep", "60");
        ProcessIdentity former = new ProcessIdentity(now.pid(), now.startTime() - 1);
        assertThat(table.groupLives(former)).isFalse();
        assertThat(table.signal(former, Signal.KILL)).isEqualTo(Delivery.GONE);
        assertThat(table.signalGroup(former, Signal.KILL)).isEqualTo(Delivery.GONE);
        assertThat(table.facts(now.pid())).isPresent();
        assertThat(recorder.hasExited()).isFalse();
        assertThat(table.signalGroup(now, Signal.TERM)).isEqualTo(Delivery.SENT);
        assertThat(recorder.awaitRaw()).isEqualTo(Signal.TERM.number());
    }

    @Test
    void thePanelNeverSignalsItselfNorTheSystem() {
        for (long pid : List.of(SELF, (long) LibC.C.getpgid(0), 1L, 0L)) {
            ProcessIdentity leader = new ProcessIdentity(pid, new LinuxFacts().startTime(pid));
            assertThat(table.signalGroup(leader, Signal.WINCH)).isEqualTo(Delivery.GONE);
        }
        assertThat(table.signal(table.facts(SELF).orElseThrow().identity(), Signal.WINCH))
                .isEqualTo(Delivery.GONE);
        assertThat(table.signal(table.facts(1).orElseThrow().identity(), Signal.WINCH))
                .isEqualTo(Delivery.GONE);
    }

    @Test
    void thePortableFactsAgree() throws Exception {
        PortableFacts portable = new PortableFacts();
        ProcessIdentity child = launch("sleep", "60");
        Facts facts = portable.living(child.pid()).orElseThrow();
        assertThat(facts.group()).isEqualTo(child.pid());
        assertThat(facts.parent()).isEqualTo(SELF);
        assertThat(portable.startTime(child.pid())).isEqualTo(facts.identity().startTime());
        table.signal(child, Signal.KILL);
        recorder.awaitExit();
        assertThat(portable.living(child.pid())).isEmpty();
        assertThat(portable.startTime(child.pid())).isEqualTo(-1);
    }
}
