package controlfreak.process.spawn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.ExitStatus;
import controlfreak.model.Signal;
import controlfreak.model.Stdin;
import controlfreak.model.Streams;
import controlfreak.process.ChildListener;
import controlfreak.process.ChildProcess;
import controlfreak.process.ChildStream;
import controlfreak.process.Delivery;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.Launcher;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import controlfreak.process.Recorder;
import controlfreak.process.Requests;
import controlfreak.process.Stray;
import controlfreak.process.io.IoThread;
import controlfreak.process.io.Watching;
import controlfreak.process.table.SystemProcessTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a child is given, what is heard of it, and how it ends: with real processes, by either way of watching. */
@EnabledOnOs(OS.LINUX)
@ParameterizedClass
@EnumSource(Watching.class)
class ChildTest {
    @Parameter
    Watching watching;

    private final ProcessTable table = new SystemProcessTable();
    private final Recorder recorder = new Recorder();
    private final List<ProcessIdentity> launched = new ArrayList<>();
    private List<String> openBefore;
    private IoThread io;
    private Launcher launcher;

    @BeforeEach
    void open() {
        openBefore = Descriptors.open();
        io = new IoThread(watching);
        launcher = Launchers.of(io);
    }

    @AfterEach
    void close() {
        launched.forEach(leader -> table.signalGroup(leader, Signal.KILL));
        io.close();
    }

    private ChildProcess launch(LaunchRequest request, ChildListener listener) throws LaunchException {
        ChildProcess child = launcher.launch(request, listener);
        launched.add(child.identity());
        return child;
    }

    private String output(LaunchRequest request) throws LaunchException {
        launch(request, recorder);
        recorder.awaitExit();
        return recorder.text(ChildStream.STDOUT);
    }

    @Test
    void bothStreamsComeByteByByteBeforeTheExit() throws Exception {
        launch(Requests.shell("printf 'a\\000\\377\\n'; printf 'e\\200' >&2"), recorder);

        assertThat(recorder.awaitExit().outputBefore()).isEqualTo("a\0ÿ\n");
        assertThat(recorder.bytes(ChildStream.STDERR)).containsExactly('e', 0x80);
        await().until(() -> recorder.hasEnded(ChildStream.STDOUT) && recorder.hasEnded(ChildStream.STDERR));
    }

    @Test
    void allThatWasInThePipesComesBeforeTheExit() throws Exception {
        // While the I/O thread is held up, a child fills a pipe with more than one read takes, and ends.
        CountDownLatch hold = new CountDownLatch(1);
        io.execute(() -> awaitUninterruptibly(hold));
        int setPipeSize = 1031;
        String program = "fcntl(STDOUT, " + setPipeSize + ", 1048576); syswrite STDOUT, 'x' x 500000";
        ChildProcess child = launch(Requests.command("/usr/bin/perl", "-e", program), recorder);
        await().until(() -> table.facts(child.identity().pid()).isEmpty());
        hold.countDown();
        assertThat(recorder.awaitExit().outputBefore()).hasSize(500_000);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

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
    void itLeadsASessionAndAGroup() throws Exception {
        launch(Requests.shell("cat /proc/$$/stat"), recorder);
        recorder.awaitExit();
        String stat = recorder.text(ChildStream.STDOUT);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        String pid = Long.toString(launched.get(0).pid());
        assertThat(fields[2]).as("group").isEqualTo(pid);
        assertThat(fields[3]).as("session").isEqualTo(pid);
    }

    @Test
    void itReadsFromTheNullDevice() throws Exception {
        assertThat(output(Requests.shell("readlink /proc/self/fd/0; cat"))).isEqualTo("/dev/null\n");
    }

    @Test
    @SuppressWarnings("try")
    void itHasNoDescriptorsButItsStreams() throws Exception {
        try (Stray stray = Stray.open(3, 40)) {
            assertThat(output(Requests.command("/usr/bin/perl", "-e", Stray.LIST)))
                    .isEqualTo("0 1 2");
        }
    }

    @Test
    @SuppressWarnings("try")
    void aProxyHasThreeMore() throws Exception {
        try (Stray stray = Stray.open(3, 40)) {
            LaunchRequest request = new LaunchRequest(
                    List.of("/usr/bin/perl", "-e", Stray.LIST),
                    Requests.ENVIRONMENT,
                    Path.of("/"),
                    Streams.DEFAULT,
                    true);
            assertThat(output(request)).isEqualTo("0 1 2 3 4 5");
        }
    }

    @Test
    void standardInputIsEmptyOrStaysOpen() throws Exception {
        List<String> look =
                List.of("/usr/bin/perl", "-e", "vec($in, 0, 1) = 1; print scalar select($in, undef, undef, 0.3)");
        assertThat(output(new LaunchRequest(look, Requests.ENVIRONMENT, Path.of("/"), Streams.DEFAULT, false)))
                .isEqualTo("1");
        Streams open = Streams.DEFAULT.withStdin(new Stdin.Open());
        Recorder second = new Recorder();
        launch(new LaunchRequest(look, Requests.ENVIRONMENT, Path.of("/"), open, false), second);
        second.awaitExit();
        assertThat(second.text(ChildStream.STDOUT)).isEqualTo("0");
    }

    @Test
    void streamsThatAreNotKeptGoToTheNullDevice() throws Exception {
        LaunchRequest request = new LaunchRequest(
                List.of(
                        "/usr/bin/perl",
                        "-e",
                        "open O, '>&=4'; print O readlink('/proc/self/fd/1'), ' ', readlink('/proc/self/fd/2')"),
                Requests.ENVIRONMENT,
                Path.of("/"),
                new Streams(new Stdin.Empty(), false, false),
                true);
        launch(request, recorder);
        recorder.awaitExit();
        assertThat(recorder.text(ChildStream.STATUS)).isEqualTo("/dev/null /dev/null");
    }

    @Test
    @SuppressWarnings("try")
    void itsSignalsAreAsInAFreshProcess() throws Exception {
        try (OddSignals odd = OddSignals.ofThisThread()) {
            String status = output(Requests.command("grep", "-E", "^Sig(Blk|Ign)", "/proc/self/status"));
            assertThat(status)
                    .as("the C library itself ignores its two private signals, 32 and 33")
                    .matches("SigBlk:\t0{16}\nSigIgn:\t0{7}[01][08]0{7}\n");
        }
    }

    @Test
    void itWorksInItsFolder(@TempDir Path folder) throws Exception {
        assertThat(output(Requests.in(folder, "readlink", "/proc/self/cwd"))).isEqualTo(folder.toRealPath() + "\n");
    }

    @Test
    void itsEnvironmentIsExactlyTheOneAskedFor() throws Exception {
        Map<String, String> environment = Map.of("A", "1 2\n3", "EMPTY", "", "ÜML", "ä€");
        String[] variables =
                output(Requests.with(environment, "/usr/bin/env", "-0")).split("\0");
        assertThat(variables).containsExactlyInAnyOrder("A=1 2\n3", "EMPTY=", "ÜML=ä€");
    }

    @Test
    void argumentsArriveAsTheyAre() throws Exception {
        assertThat(output(Requests.command("printf", "%s|", "a b", "", "*", "ä\n")))
                .isEqualTo("a b||*|ä\n|");
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
    void aFloodWithoutANewlinePassesInPieces() throws Exception {
        AtomicLong count = new AtomicLong();
        launch(Requests.shell("head -c 100000000 /dev/zero"), new Counter(count, recorder));
        recorder.awaitExit();
        assertThat(count).hasValue(100_000_000);
    }

    @Test
    void aFloodHoldsUpNobodyElse() throws Exception {
        launch(Requests.command("yes"), new Counter(new AtomicLong(), new Recorder()));
        for (int i = 0; i < 10; i++) {
            Recorder one = new Recorder();
            launch(Requests.shell("echo here"), one);
            assertThat(one.awaitExit().outputBefore()).isEqualTo("here\n");
        }
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
    void commandsArriveInOrder() throws Exception {
        ChildProcess child = launch(Requests.proxy("cat <&3 >&4"), recorder);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            String line = "command " + i + "\n";
            expected.append(line);
            child.send(line.getBytes(UTF_8));
        }
        byte[] large = new byte[3_000_000];
        Arrays.fill(large, (byte) 'x');
        child.send(large);
        child.closeCommands();
        child.send("too late".getBytes(UTF_8));
        assertThat(recorder.awaitRaw()).isZero();
        await().until(() -> recorder.hasEnded(ChildStream.STATUS));
        String received = recorder.text(ChildStream.STATUS);
        assertThat(received).hasSize(expected.length() + large.length).startsWith(expected);
        await().until(() -> child.unsent() == 0);
    }

    @Test
    void aSmallCommandIsWrittenWholeOrNotAtAll() throws Exception {
        // Reads of exactly one command's size, and slow ones, so that the pipe is full most of the time.
        String reader = "open my $in, '<&=3'; my $b; while (my $n = sysread($in, $b, 3000)) {"
                + " syswrite(STDOUT, \"$n \"); select(undef, undef, undef, 0.001); }";
        LaunchRequest request = new LaunchRequest(
                List.of("/usr/bin/perl", "-e", reader), Requests.ENVIRONMENT, Path.of("/"), Streams.DEFAULT, true);
        ChildProcess child = launch(request, recorder);
        for (int i = 0; i < 200; i++) {
            child.send(new byte[3000]);
        }
        child.closeCommands();
        recorder.awaitExit();
        assertThat(recorder.text(ChildStream.STDOUT).strip().split(" "))
                .hasSize(200)
                .containsOnly("3000");
    }

    @Test
    void aSmallCommandIsOneWrite() throws Exception {
        // The reader waits in its read: it gets what the first write brings.
        String reader = "open my $in, '<&=3'; $| = 1; while (my $n = sysread($in, my $b, 8192)) { print \"$n \" }";
        LaunchRequest request = new LaunchRequest(
                List.of("/usr/bin/perl", "-e", reader), Requests.ENVIRONMENT, Path.of("/"), Streams.DEFAULT, true);
        ChildProcess child = launch(request, recorder);
        for (int i = 1; i <= 100; i++) {
            child.send(new byte[4096]);
            int soFar = i * "4096 ".length();
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> recorder.bytes(ChildStream.STDOUT).length >= soFar);
        }
        assertThat(recorder.text(ChildStream.STDOUT)).isEqualTo("4096 ".repeat(100));
    }

    @Test
    void commandsForOneThatEndedAreDroppedThoughADescendantHoldsThePipe() throws Exception {
        ChildProcess child = launch(Requests.proxy("sleep 60 & echo >&4; exec sleep 60"), recorder);
        await().until(() -> recorder.text(ChildStream.STATUS).equals("\n"));
        child.send(new byte[500_000]);
        table.signal(child.identity(), Signal.KILL);
        recorder.awaitExit();
        await().until(() -> child.unsent() == 0);
        child.send(new byte[10]);
        await().until(() -> child.unsent() == 0);
        assertThat(table.groupLives(child.identity())).isTrue();
    }

    @Test
    void aChildThatNeverReadsBlocksNobody() throws Exception {
        ChildProcess child = launch(Requests.command("sleep", "60"), recorder);
        ChildProcess deaf = launch(Requests.proxy("exec sleep 60"), recorder);
        byte[] megabyte = new byte[1 << 20];
        for (int i = 0; i < 8; i++) {
            deaf.send(megabyte);
            child.send(megabyte);
        }
        await().until(() -> deaf.unsent() < 8L << 20);
        assertThat(deaf.unsent()).isGreaterThan(7L << 20);
        await().until(() -> child.unsent() == 0);

        Recorder other = new Recorder();
        launch(Requests.shell("echo here"), other);
        assertThat(other.awaitRaw()).isZero();

        table.signalGroup(deaf.identity(), Signal.KILL);
        await().until(() -> deaf.unsent() == 0);
    }

    @Test
    void commandsForOneThatClosedItsEndAreDropped() throws Exception {
        ChildProcess child = launch(Requests.proxy("exec 3<&-; echo closed >&4; exec sleep 60"), recorder);
        await().until(() -> recorder.text(ChildStream.STATUS).equals("closed\n"));
        child.send(new byte[500_000]);
        await().until(() -> child.unsent() == 0);
        assertThat(recorder.hasExited()).isFalse();
    }

    @Test
    void childrenOfJavaKeepTheirExits() throws Exception {
        launch(Requests.command("sleep", "60"), recorder);
        Process process = new ProcessBuilder("/bin/sh", "-c", "exit 9").start();
        assertThat(process.waitFor()).isEqualTo(9);
    }

    @Test
    void closedCommandsAreSeenAsAnEnd() throws Exception {
        ChildProcess child = launch(Requests.proxy("cat <&3; exit 5"), recorder);
        child.closeCommands();
        assertThat(recorder.awaitRaw()).isEqualTo(5 << 8);
    }

    @Test
    void closingReleasesAllDescriptorsAndLeavesTheChildrenAlone() throws Exception {
        launch(Requests.command("sleep", "60"), recorder);
        launch(Requests.proxy("exec sleep 60"), recorder).send(new byte[200_000]);
        io.close();
        assertThat(launched).allMatch(table::groupLives);
        assertThat(recorder.hasExited()).isFalse();
        assertThat(openBefore)
                .containsAll(Descriptors.open().stream()
                        .filter(name -> name.contains("eventpoll") || name.contains("pidfd"))
                        .toList());
    }

    /** Counts bytes where keeping them would be too much. */
    private record Counter(AtomicLong count, ChildListener next) implements ChildListener {
        @Override
        public void received(ChildStream stream, byte[] bytes) {
            assertThat(bytes).hasSizeLessThanOrEqualTo(64 * 1024);
            count.addAndGet(bytes.length);
        }

        @Override
        public void ended(ChildStream stream) {
            next.ended(stream);
        }

        @Override
        public void exited(ExitStatus status) {
            next.exited(status);
        }
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
