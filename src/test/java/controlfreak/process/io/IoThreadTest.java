package controlfreak.process.io;

import static controlfreak.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Signal;
import controlfreak.model.Stdin;
import controlfreak.model.Streams;
import controlfreak.process.ChildProcess;
import controlfreak.process.ChildStream;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.Launcher;
import controlfreak.process.ProcessTable;
import controlfreak.process.Recorder;
import controlfreak.process.Requests;
import controlfreak.process.Stray;
import controlfreak.process.journal.FileRunJournal;
import controlfreak.process.libc.LibC;
import controlfreak.process.spawn.Launchers;
import controlfreak.process.table.SystemProcessTable;
import controlfreak.testing.FreshJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** One thread, whatever the number of children, which costs nothing while nothing happens. */
@EnabledOnOs(OS.LINUX)
class IoThreadTest {
    @Test
    void aHundredChildrenNeedNoThreadMore() throws Exception {
        ProcessTable table = new SystemProcessTable();
        try (IoThread io = new IoThread()) {
            Launcher launcher = Launchers.of(io);
            io.awaitOpen();
            long before = ioThreads();
            List<ChildProcess> children = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                children.add(launcher.launch(Requests.command("sleep", "60"), new Recorder()));
            }
            assertThat(ioThreads()).isEqualTo(before);
            children.forEach(child -> table.signalGroup(child.identity(), Signal.KILL));
        }
    }

    @Test
    void anIdleThreadIsNotWoken() throws Exception {
        ProcessTable table = new SystemProcessTable();
        try (IoThread io = new IoThread()) {
            Recorder recorder = new Recorder();
            // A pipe that nobody reads any more is reported without end where it is watched.
            ChildProcess child = Launchers.of(io).launch(Requests.proxy("exec 3<&-; echo x; exec sleep 60"), recorder);
            await().until(() -> recorder.text(ChildStream.STDOUT).equals("x\n"));
            long woken = switches(io);
            // Time has to pass for a tick to show.
            assertThat(new CountDownLatch(1).await(700, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(switches(io) - woken).as("voluntary context switches").isLessThan(4);
            table.signalGroup(child.identity(), Signal.KILL);
            recorder.awaitExit();
        }
    }

    @Test
    void tasksFromManyThreadsAllRun() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (IoThread io = new IoThread()) {
            io.start();
            List<CompletableFuture<Void>> senders = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                senders.add(CompletableFuture.runAsync(() -> {
                    for (int n = 0; n < 5000; n++) {
                        assertThat(io.execute(count::incrementAndGet)).isTrue();
                    }
                }));
            }
            senders.forEach(CompletableFuture::join);
            CompletableFuture<Void> last = new CompletableFuture<>();
            io.execute(() -> last.complete(null));
            last.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(count).hasValue(40_000);
    }

    @Test
    void closingWorksAtAnyTime() throws Exception {
        IoThread neverStarted = new IoThread();
        neverStarted.close();
        neverStarted.close();
        assertThat(neverStarted.execute(() -> {})).isFalse();
        assertThatThrownBy(neverStarted::awaitOpen).isInstanceOf(LaunchException.class);
        IoThread justStarted = new IoThread();
        justStarted.start();
        justStarted.close();
        justStarted.close();
        assertThat(justStarted.execute(() -> {})).isFalse();
    }

    @Test
    void nothingOfTheSystemIsLoadedBeforeTheStart() throws Exception {
        assertThat(FreshJvm.run(Construction.class, "-Xlog:class+load:stdout"))
                .contains("controlfreak.process.journal.FileRunJournal")
                .doesNotContain("com.sun.jna");
    }

    @Test
    void pipesMayHaveTheNumbersThatTheChildKnowsThemBy() throws Exception {
        assertThat(FreshJvm.run(LowNumbers.class)).isEqualTo("0 1 2 3 4 5 and a command, exit 0");
    }

    private static long ioThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("io"))
                .count();
    }

    /** How often the thread gave the processor away, that is: how often it waited. */
    private static long switches(IoThread io) throws Exception {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        io.execute(() -> {
            try {
                for (String line : Files.readAllLines(Path.of("/proc/thread-self/status"))) {
                    if (line.startsWith("voluntary_ctxt_switches:")) {
                        answer.complete(Long.parseLong(line.replaceAll("\\D", "")));
                    }
                }
            } catch (IOException failed) {
                answer.completeExceptionally(failed);
            }
        });
        return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** What the panel makes of this package when it starts. */
    static final class Construction {
        private Construction() {}

        @SuppressWarnings("try")
        public static void main(String[] arguments) throws IOException {
            Path folder = Files.createTempDirectory("journal");
            ProcessTable table = new SystemProcessTable();
            try (IoThread io = new IoThread();
                    FileRunJournal journal = new FileRunJournal(folder, table, Runnable::run)) {
                Launchers.of(io);
                journal.leftovers(table);
            }
            Files.delete(folder);
        }
    }

    /** Launches while 0, 3, 4 and 5 are free. */
    static final class LowNumbers {
        private LowNumbers() {}

        public static void main(String[] arguments) throws LaunchException {
            // Without the first two pipes the command pipe's end gets number 0, which is to be the null device.
            LaunchRequest request = new LaunchRequest(
                    List.of(
                            "/usr/bin/perl",
                            "-e",
                            "open STDOUT, '>&=4'; " + Stray.LIST + "; open C, '<&=3'; print <C>"),
                    Requests.ENVIRONMENT,
                    Path.of("/"),
                    new Streams(new Stdin.Empty(), false, false),
                    true);
            try (IoThread io = new IoThread()) {
                // All classes are loaded by a launch before: they come from files, which would take the numbers.
                run(Launchers.of(io), request);
                FreshJvm.RESERVED.forEach(LibC.C::close);
                LibC.C.close(0);
                System.out.print(run(Launchers.of(io), request));
            }
        }

        private static String run(Launcher launcher, LaunchRequest request) throws LaunchException {
            Recorder recorder = new Recorder();
            ChildProcess child = launcher.launch(request, recorder);
            child.send(" and a command".getBytes(StandardCharsets.UTF_8));
            child.closeCommands();
            String exit = recorder.awaitExit().status().text();
            return recorder.text(ChildStream.STATUS) + ", " + exit;
        }
    }
}
