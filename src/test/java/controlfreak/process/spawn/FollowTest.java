package controlfreak.process.spawn;

import static controlfreak.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.ExitStatus;
import controlfreak.model.Signal;
import controlfreak.process.ChildStream;
import controlfreak.process.Launcher;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.Recorder;
import controlfreak.process.Requests;
import controlfreak.process.io.IoThread;
import controlfreak.process.io.Watching;
import controlfreak.process.table.SystemProcessTable;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The end of what others have started is heard of, too, whatever the system offers to watch it. */
@EnabledOnOs(OS.LINUX)
class FollowTest {
    private final SystemProcessTable table = new SystemProcessTable();
    private final Recorder recorder = new Recorder();
    private final CompletableFuture<Optional<ExitStatus>> end = new CompletableFuture<>();
    private IoThread io;
    private Launcher launcher;

    private void open(Watching watching) {
        io = new IoThread(watching);
        launcher = Launchers.of(io);
    }

    @AfterEach
    void close() {
        io.close();
    }

    private ProcessIdentity told() {
        Awaitility.await().until(() -> recorder.text(ChildStream.STDOUT).endsWith("\n"));
        return table.identity(Long.parseLong(recorder.text(ChildStream.STDOUT).strip()));
    }

    private Optional<ExitStatus> ended() throws Exception {
        return end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(Watching.class)
    void whatWasAdoptedTellsHowItEnded(Watching watching) throws Exception {
        open(watching);
        launcher.launch(
                Requests.shell("setsid sh -c 'trap \"exit 7\" TERM; echo $$; while :; do sleep 0.05; done' &"),
                recorder);
        recorder.awaitExit();
        ProcessIdentity orphan = told();
        launcher.follow(orphan, end::complete);
        assertThat(end).isNotDone();
        table.signal(orphan, Signal.TERM);
        assertThat(ended()).contains(ExitStatus.exited(7));
    }

    @ParameterizedTest
    @EnumSource(Watching.class)
    void ofAChildOfAnotherOnlyTheEndIsKnown(Watching watching) throws Exception {
        open(watching);
        ProcessIdentity parent = launcher.launch(Requests.shell("sleep 1000 & echo $!; exec sleep 1001"), recorder)
                .identity();
        ProcessIdentity child = told();
        launcher.follow(child, end::complete);
        assertThat(end).isNotDone();
        table.signal(child, Signal.KILL);
        assertThat(ended()).isEmpty();
        table.signal(parent, Signal.KILL);
        recorder.awaitExit();
    }

    @ParameterizedTest
    @EnumSource(Watching.class)
    void whatIsGoneHasEnded(Watching watching) throws Exception {
        open(watching);
        ProcessIdentity child =
                launcher.launch(Requests.shell("exit 3"), recorder).identity();
        assertThat(recorder.awaitExit().status()).isEqualTo(ExitStatus.exited(3));
        launcher.follow(child, end::complete);
        assertThat(ended()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Watching.class)
    void anotherWithItsNumberIsNotWaitedFor(Watching watching) throws Exception {
        open(watching);
        ProcessIdentity child =
                launcher.launch(Requests.shell("exec sleep 1000"), recorder).identity();
        launcher.follow(new ProcessIdentity(child.pid(), child.startTime() - 1), end::complete);
        assertThat(ended()).isEmpty();
        table.signal(child, Signal.KILL);
        assertThat(recorder.awaitExit().status()).isEqualTo(ExitStatus.killedBy(Signal.KILL));
    }
}
