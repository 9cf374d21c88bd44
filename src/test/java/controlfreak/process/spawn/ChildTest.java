package controlfreak.process.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Stdin;
import controlfreak.model.Streams;
import controlfreak.process.ChildProcess;
import controlfreak.process.ChildStream;
import controlfreak.process.LaunchRequest;
import controlfreak.process.Recorder;
import controlfreak.process.Requests;
import controlfreak.process.Stray;
import controlfreak.process.io.Watching;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a child is given, what is heard of it, and how it ends: with real processes, by either way of watching. */
@EnabledOnOs(OS.LINUX)
@ParameterizedClass
@EnumSource(Watching.class)
class ChildTest extends ChildFixture {
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
    void itHasNoDescriptorsButItsStreamsAndTheirOtherEnds() throws Exception {
        try (Stray stray = Stray.open(3, 5, 40)) {
            assertThat(output(Requests.command("/usr/bin/perl", "-e", Stray.LIST)))
                    .isEqualTo("0 1 2 3 4");
        }
    }

    @Test
    void theyAreThoseOfItsOutputs() throws Exception {
        assertThat(output(Requests.command("/usr/bin/perl", "-e", """
                        print map { my @file = stat("/proc/self/fd/$_"); "$file[1] " } 3, 4, 1, 2""")).split(" "))
                .matches(numbers -> numbers[0].equals(numbers[2]) && numbers[1].equals(numbers[3]));
    }

    /** Those who take a pipe that they can read from for closed, as asyncio does, may write to it. */
    @Test
    void itsOutputsAreForWritingAlone() throws Exception {
        assertThat(output(Requests.shell(
                        "grep flags /proc/self/fdinfo/1 /proc/self/fdinfo/2 | sed 's/.*0\\([012]\\)$/\\1/'")))
                .isEqualTo("1\n1\n");
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
}
