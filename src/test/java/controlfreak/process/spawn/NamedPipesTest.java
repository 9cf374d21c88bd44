package controlfreak.process.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import controlfreak.model.ExitStatus;
import controlfreak.model.Streams;
import controlfreak.process.ChildListener;
import controlfreak.process.ChildStream;
import controlfreak.process.Launcher;
import controlfreak.process.NamedPipes;
import controlfreak.process.Recorder;
import controlfreak.process.io.IoThread;
import controlfreak.process.libc.Abi;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who writes to them is heard as if by a pipe of its own, and is harmed by nothing that becomes of the panel. */
class NamedPipesTest {
    private static final int MEGABYTE = 1 << 20;

    @AutoClose
    private final IoThread io = new IoThread();

    private final Launcher launcher = Launchers.of(io);
    private final Recorder recorder = new Recorder();

    @BeforeEach
    void setUp() {
        assumeTrue(Abi.LINUX);
    }

    private NamedPipes pipes(ChildListener listener) {
        return launcher.namedPipes(Streams.DEFAULT, listener);
    }

    private static Path name(NamedPipes pipes) {
        return pipes.name(ChildStream.STDOUT).orElseThrow();
    }

    /** Writes to the standard output as the child of a proxy does. */
    private static Process writer(NamedPipes pipes, String script) throws IOException {
        return new ProcessBuilder(
                        "sh", "-c", "exec 1<>\"$0\"; " + script, name(pipes).toString())
                .start();
    }

    private static void write(Process writer, String text) throws IOException {
        OutputStream input = writer.getOutputStream();
        input.write((text + "\n").getBytes(StandardCharsets.US_ASCII));
        input.flush();
    }

    @Test
    void whatIsWrittenIsHeardWithItsEnd() throws Exception {
        NamedPipes pipes = pipes(recorder);
        writer(pipes, "echo one; echo two");
        await().until(() -> recorder.hasEnded(ChildStream.STDOUT));
        assertThat(recorder.text(ChildStream.STDOUT)).isEqualTo("one\ntwo\n");
        assertThat(recorder.hasEnded(ChildStream.STDERR)).isFalse();
    }

    @Test
    void namesArePrivateAndGoOnceTheyAreNotNeeded() throws Exception {
        NamedPipes pipes = pipes(recorder);
        Path name = name(pipes);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(name)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(name.getParent())))
                .isEqualTo("rwx------");
        Process writer = writer(pipes, "echo one; read go; echo two");
        await().until(() -> recorder.text(ChildStream.STDOUT).equals("one\n"));
        pipes.settle();
        await().until(() -> !Files.exists(name));
        await().untilAsserted(() -> assertThat(recorder.hasEnded(ChildStream.STDERR))
                .as("what nobody has opened")
                .isTrue());
        assertThat(recorder.hasEnded(ChildStream.STDOUT)).isFalse();
        write(writer, "go");
        await().until(() -> recorder.hasEnded(ChildStream.STDOUT));
        assertThat(recorder.text(ChildStream.STDOUT)).isEqualTo("one\ntwo\n");
    }

    @Test
    void anOutputThatIsNotWantedHasNone() {
        NamedPipes pipes = launcher.namedPipes(Streams.DEFAULT.withKeepStdout(false), recorder);
        assertThat(pipes.name(ChildStream.STDOUT)).isEmpty();
        assertThat(pipes.name(ChildStream.STDERR)).isPresent();
    }

    @Test
    void aReaderThatLagsSlowsTheWriterAndLosesNothing() throws Exception {
        CountDownLatch goesOn = new CountDownLatch(1);
        CountDownLatch isHeard = new CountDownLatch(1);
        AtomicLong sum = new AtomicLong();
        NamedPipes pipes = pipes(new Counter(sum) {
            @Override
            public void received(ChildStream stream, byte[] bytes) {
                isHeard.countDown();
                awaitQuietly(goesOn);
                super.received(stream, bytes);
            }
        });
        Process writer = writer(pipes, "head -c 10000000 /dev/zero");
        isHeard.await();
        await().until(() -> state(writer.pid()).equals("S"));
        assertThat(writer.isAlive()).isTrue();
        goesOn.countDown();
        await().untilAsserted(() -> assertThat(sum).hasValue(10_000_000));
        assertThat(writer.waitFor()).isZero();
    }

    /** The state of a process, or of its only child. */
    private static String state(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aHundredMegabytesWithoutANewlineAreWhole() throws Exception {
        AtomicLong sum = new AtomicLong();
        Process writer = writer(pipes(new Counter(sum)), "head -c " + 100 * MEGABYTE + " /dev/zero");
        assertThat(writer.waitFor()).isZero();
        await().untilAsserted(() -> assertThat(sum).hasValue(100L * MEGABYTE));
    }

    @Test
    void aFolderThatIsSweptAwayIsMadeAnew() throws Exception {
        Path swept = name(pipes(recorder)).getParent();
        try (Stream<Path> files = Files.list(swept)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(swept);
        assertThat(pipes(recorder).name(ChildStream.STDOUT))
                .as("is passed on by its proxy")
                .isEmpty();
        writer(pipes(recorder), "echo again");
        await().until(() -> recorder.text(ChildStream.STDOUT).equals("again\n"));
    }

    @Test
    void aWriterOutlivesThePanelAndTheFolderDoesNot() throws Exception {
        NamedPipes pipes = pipes(recorder);
        Process writer = writer(pipes, "echo one; read go; echo two; exit 7");
        await().until(() -> recorder.text(ChildStream.STDOUT).equals("one\n"));
        io.close();
        assertThat(name(pipes).getParent()).doesNotExist();
        write(writer, "go");
        assertThat(writer.waitFor()).isEqualTo(7);
        assertThat(pipes(recorder)).isSameAs(NamedPipes.NONE);
    }

    @Test
    void theyAreNoMoreThanTheDescriptorsThatThereAre() throws Exception {
        List<NamedPipes> all = new ArrayList<>(List.of(pipes(recorder)));
        try (DescriptorLimit few = DescriptorLimit.leaving(3)) {
            for (int i = 0; i < 3; i++) {
                all.add(pipes(recorder));
            }
        }
        assertThat(all)
                .extracting(pipes -> pipes.name(ChildStream.STDERR).isPresent())
                .containsExactly(true, true, false, false);
        all.forEach(NamedPipes::settle);
        assertThat(name(pipes(recorder))).exists();
    }

    private static class Counter implements ChildListener {
        private final AtomicLong sum;

        Counter(AtomicLong sum) {
            this.sum = sum;
        }

        @Override
        public void received(ChildStream stream, byte[] bytes) {
            sum.addAndGet(bytes.length);
        }

        @Override
        public void ended(ChildStream stream) {}

        @Override
        public void exited(ExitStatus status) {}
    }
}
