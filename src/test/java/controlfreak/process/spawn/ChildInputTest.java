package controlfreak.process.spawn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Signal;
import controlfreak.model.Stdin;
import controlfreak.model.Streams;
import controlfreak.process.ChildProcess;
import controlfreak.process.ChildStream;
import controlfreak.process.LaunchRequest;
import controlfreak.process.Recorder;
import controlfreak.process.Requests;
import controlfreak.process.io.Watching;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written to a child by pipe. */
@EnabledOnOs(OS.LINUX)
@ParameterizedClass
@EnumSource(Watching.class)
class ChildInputTest extends ChildFixture {
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
    void closedCommandsAreSeenAsAnEnd() throws Exception {
        ChildProcess child = launch(Requests.proxy("cat <&3; exit 5"), recorder);
        child.closeCommands();
        assertThat(recorder.awaitRaw()).isEqualTo(5 << 8);
    }
}
