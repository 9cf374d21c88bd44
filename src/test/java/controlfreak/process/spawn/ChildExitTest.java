package controlfreak.process.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.ExitStatus;
import controlfreak.model.Signal;
import controlfreak.process.ChildListener;
import controlfreak.process.ChildProcess;
import controlfreak.process.ChildStream;
import controlfreak.process.Delivery;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.Recorder;
import controlfreak.process.Requests;
import controlfreak.process.io.Watching;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How the end of a child becomes known. */
@EnabledOnOs(OS.LINUX)
@ParameterizedClass
@EnumSource(Watching.class)
class ChildExitTest extends ChildFixture {
    @Test
    void anExitCodeIsTheByteAboveTheSignal() throws Exception {
        launch(Requests.shell("exit 7"), recorder);
        assertThat(recorder.awaitRaw()).isEqualTo(7 << 8);
    }

    @Test
    void exitCode143IsNoSignal() throws Exception {
        launch(Requests.shell("exit 143"), recorder);
        assertThat(recorder.awaitExit().status().signal()).isZero();
        assertThat(recorder.awaitExit().status().code()).isEqualTo(143);
    }

    @Test
    void aSignalIsTheStatusItself() throws Exception {
        launch(Requests.shell("kill -TERM $$"), recorder);
        assertThat(recorder.awaitRaw()).isEqualTo(Signal.TERM.number());
    }

    @Test
    void oneThatEndsAtOnceIsHeardOfOnce() throws Exception {
        List<Recorder> recorders = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Recorder one = new Recorder();
            recorders.add(one);
            ChildProcess child = launch(Requests.command("true"), one);
            assertThat(child.identity().startTime()).isPositive();
        }
        await().until(() -> recorders.stream().allMatch(one -> one.hasExited() && one.hasEnded(ChildStream.STDOUT)));
        assertThat(recorders).allMatch(one -> one.exitCount() == 1 && one.awaitRaw() == 0);
    }

    @Test
    void itMayCloseItsOutputAndLiveOn() throws Exception {
        launch(Requests.shell("exec >&-; exec sleep 60"), recorder);
        await().until(() -> recorder.hasEnded(ChildStream.STDOUT));
        assertThat(recorder.hasExited()).isFalse();
        assertThat(table.facts(launched.get(0).pid())).isPresent();
    }

    @Test
    void itsExitIsKnownThoughItsPipesAreHeld() throws Exception {
        launch(Requests.shell("(sleep 0.7; echo late) & echo early; exit 3"), recorder);
        Recorder.Exit exit = recorder.awaitExit();
        assertThat(exit.status().code()).isEqualTo(3);
        assertThat(exit.outputBefore()).isEqualTo("early\n");
        assertThat(recorder.hasEnded(ChildStream.STDOUT)).isFalse();
        await().until(() -> recorder.hasEnded(ChildStream.STDOUT));
        assertThat(recorder.text(ChildStream.STDOUT)).isEqualTo("early\nlate\n");
    }

    @Test
    void itsExitIsKnownThoughADescendantFloodsThePipe() throws Exception {
        AtomicLong count = new AtomicLong();
        launch(Requests.shell("yes & exit 4"), new Counter(count, recorder));
        assertThat(recorder.awaitRaw()).isEqualTo(4 << 8);
    }

    @Test
    void aListenerThatThrowsDisturbsNobody() throws Exception {
        Recorder other = new Recorder();
        launch(Requests.shell("echo x; sleep 0.1; echo y"), new ThrowingListener(recorder));
        launch(Requests.shell("echo z"), other);
        assertThat(other.awaitRaw()).isZero();
        assertThat(recorder.awaitRaw()).isZero();
        await().until(() -> recorder.hasEnded(ChildStream.STDOUT));
        assertThat(recorder.text(ChildStream.STDOUT)).isEqualTo("x\ny\n");
    }

    @Test
    void aStopReachesDescendantsThatIgnoreTermination() throws Exception {
        ChildProcess child =
                launch(Requests.shell("(trap '' TERM; echo ready; sleep 60 & sleep 60; sleep 60) & wait"), recorder);
        ProcessIdentity leader = child.identity();
        await().until(() -> recorder.text(ChildStream.STDOUT).equals("ready\n"));

        assertThat(table.signalGroup(leader, Signal.TERM)).isEqualTo(Delivery.SENT);
        assertThat(recorder.awaitRaw()).isEqualTo(Signal.TERM.number());
        assertThat(table.groupLives(leader)).as("descendants live on").isTrue();

        assertThat(table.signalGroup(leader, Signal.KILL)).isEqualTo(Delivery.SENT);
        await().until(() -> !table.groupLives(leader));
    }

    @Test
    void twoHundredAtOnceThenKilled() throws Exception {
        int before = Descriptors.count();
        List<Recorder> recorders = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Recorder one = new Recorder();
            recorders.add(one);
            launch(Requests.command("sleep", "60"), one);
        }
        launched.forEach(leader -> table.signalGroup(leader, Signal.KILL));
        for (Recorder one : recorders) {
            assertThat(one.awaitRaw()).isEqualTo(Signal.KILL.number());
        }
        // The I/O thread itself has opened some by now.
        await().untilAsserted(() -> assertThat(Descriptors.count()).isLessThanOrEqualTo(before + 4));
        assertThat(launched).noneMatch(table::groupLives);
    }

    @Test
    void childrenOfJavaKeepTheirExits() throws Exception {
        launch(Requests.command("sleep", "60"), recorder);
        Process process = new ProcessBuilder("/bin/sh", "-c", "exit 9").start();
        assertThat(process.waitFor()).isEqualTo(9);
    }

    /** Throws each time, after passing on. */
    private record ThrowingListener(ChildListener next) implements ChildListener {
        @Override
        public void received(ChildStream stream, byte[] bytes) {
            next.received(stream, bytes);
            throw new IllegalStateException("on purpose");
        }

        @Override
        public void ended(ChildStream stream) {
            next.ended(stream);
            throw new AssertionError("on purpose");
        }

        @Override
        public void exited(ExitStatus status) {
            next.exited(status);
            throw new IllegalStateException("on purpose");
        }
    }
}
