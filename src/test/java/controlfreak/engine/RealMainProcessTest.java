package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.awaitState;
import static controlfreak.engine.RealEngine.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Command;
import controlfreak.model.Health;
import controlfreak.model.Reach;
import controlfreak.model.Readiness.Sign;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.ServiceState;
import controlfreak.process.journal.FileRunJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real programs that hand on to another process are followed. */
@EnabledOnOs(OS.LINUX)
class RealMainProcessTest {
    private static final RestartPolicy ONCE =
            new RestartPolicy(false, false, 0, Duration.ofMillis(300), Duration.ofSeconds(10));

    /** Goes to the background, and writes down its number some time after its parent has ended. */
    private static final String DAEMON = """
            use POSIX;
            exit 0 if fork; POSIX::setsid(); exit 0 if fork;
            open STDIN, '/dev/null'; open STDOUT, '>/dev/null'; open STDERR, '>/dev/null';
            $SIG{TERM} = sub { exit 0 };
            select undef, undef, undef, 0.3;
            open F, '>', $ARGV[0]; print F $$; close F;
            sleep 1 while 1;
            """;

    /** Executes itself anew on SIGUSR2, and ends on SIGQUIT; a worker that it has forked lives on for a while. */
    private static final String MASTER = """
            use POSIX; sigprocmask(SIG_SETMASK, POSIX::SigSet->new);
            $SIG{USR2} = sub { if (!fork) { exec $^X, $0, @ARGV } };
            $SIG{QUIT} = sub { exit 0 };
            if (!fork) { $SIG{USR2} = $SIG{QUIT} = 'DEFAULT'; $SIG{TERM} = 'IGNORE'; sleep 1000; exit }
            open F, '>>', 'masters'; syswrite F, "$$\\n"; close F;
            select undef, undef, undef, 0.05 while 1;
            """;

    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    @BeforeEach
    void setUp() {
        engine = new RealEngine(folder);
    }

    private Service add(ServiceSpec spec) throws Exception {
        return engine.done(engine.controller.addService(spec)).get(0);
    }

    private static ServiceSpec spec(String... words) {
        return ServiceSpec.of("web", new Command.Words(List.of(words))).withRestart(ONCE);
    }

    private static ServiceSpec withFile(ServiceSpec spec, String path) {
        return spec.with(draft -> draft.control = draft.control.withPidFile(Optional.of(path)));
    }

    private long written(String file) {
        Path path = folder.resolve(file);
        await().until(() -> Files.exists(path) && Files.size(path) > 0);
        try {
            List<String> lines = Files.readAllLines(path);
            return Long.parseLong(lines.get(lines.size() - 1).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long pid(Service service) {
        return service.status().pid().orElse(0);
    }

    private Service daemon() throws Exception {
        Files.writeString(folder.resolve("daemon.pl"), DAEMON);
        Service web = add(withFile(spec("perl", "daemon.pl", "web.pid"), "web.pid"));
        engine.done(web.start());
        return web;
    }

    @Test
    void aDaemonThatWritesItsNumberDownRuns() throws Exception {
        Service web = daemon();
        assertThat(web.status().state()).isEqualTo(ServiceState.RUNNING);
        assertThat(pid(web)).isEqualTo(written("web.pid"));
        assertThat(web.status().formerPid()).isPresent();
        assertThat(lines(web.log()))
                .contains("its main process is perl, pid " + pid(web) + " from now on, as its pid file says");
        engine.done(web.stop());
        assertThat(engine.table.facts(written("web.pid"))).isEmpty();
        assertThat(web.status().formerPid()).isEmpty();
        assertThat(web.status().lastExit())
                .hasValueSatisfying(exit -> assertThat(exit.text()).isEqualTo("exit 0"));
        assertThat(lines(web.log())).anyMatch(line -> line.startsWith("SIGTERM sent to pid " + written("web.pid")));
    }

    @Test
    void itsEndIsTheServices() throws Exception {
        Service web = daemon();
        engine.done(web.signal(Signal.KILL, Reach.PROGRAM));
        awaitState(web, ServiceState.FAIL);
        assertThat(web.status().cause()).startsWith("killed by SIGKILL after ");
    }

    @Test
    void aRestartLeadsToAnother() throws Exception {
        Service web = daemon();
        long before = pid(web);
        engine.done(web.restart());
        assertThat(pid(web)).isEqualTo(written("web.pid")).isNotEqualTo(before);
        assertThat(engine.table.facts(before)).isEmpty();
    }

    @Test
    void aDaemonWhoseFileNamesAStrangerIsEndedAndToldOf() throws Exception {
        Files.writeString(
                folder.resolve("daemon.pl"),
                DAEMON.replace(
                        "print F $$", "print F " + ProcessHandle.current().pid()));
        Service web = add(withFile(spec("perl", "daemon.pl", "web.pid"), "web.pid"));
        web.start();
        awaitState(web, ServiceState.FAIL);
        assertThat(web.status().cause())
                .startsWith("went to the background (perl, pid ")
                .endsWith("; its pid file web.pid names pid "
                        + ProcessHandle.current().pid() + ", which does not belong to it");
    }

    @Test
    void anUpgradeGoesOnAsTheService() throws Exception {
        Files.writeString(folder.resolve("master.pl"), MASTER);
        Service web = add(spec("perl", "master.pl"));
        engine.done(web.start());
        long first = written("masters");
        assertThat(pid(web)).isEqualTo(first);
        for (int round = 0; round < 2; round++) {
            long before = pid(web);
            engine.done(web.signal(Signal.USR2, Reach.PROGRAM));
            await().until(() -> written("masters") != before);
            engine.done(web.signal(Signal.QUIT, Reach.PROGRAM));
            await().until(() -> pid(web) == written("masters"));
            assertThat(web.status().state()).isEqualTo(ServiceState.RUNNING);
            assertThat(web.status().formerPid()).hasValue(before);
        }
        long last = pid(web);
        assertThat(lines(web.log()))
                .contains("its main process is perl, pid " + last
                        + " from now on, for it is the same program, executed anew");
        engine.done(web.stop());
        assertThat(engine.table.facts(last)).isEmpty();
        assertThat(web.status().state()).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void whatWasOnlyForkedTakesNoPlace() throws Exception {
        Files.writeString(folder.resolve("master.pl"), MASTER);
        Service web = add(spec("perl", "master.pl"));
        engine.done(web.start());
        written("masters");
        engine.done(web.signal(Signal.QUIT, Reach.PROGRAM));
        awaitState(web, ServiceState.STOPPED);
        assertThat(web.status().cause()).contains("; ended what it left behind: perl, pid ");
    }

    @Test
    void whatItSaysItselfIsBelieved() throws Exception {
        Files.writeString(folder.resolve("daemon.pl"), """
                use POSIX; use IO::Socket::UNIX;
                my $said = IO::Socket::UNIX->new(Type => SOCK_DGRAM, Peer => $ENV{NOTIFY_SOCKET});
                if (fork) { sleep 1; exit 0 }
                POSIX::setsid();
                $SIG{TERM} = sub { exit 3 };
                $said->send("MAINPID=$$\\nREADY=1");
                sleep 1 while 1;
                """);
        Service web = add(spec("perl", "daemon.pl").withHealth(Health.UNWATCHED.withReady(new Sign.Notified())));
        engine.done(web.start());
        awaitLine(web.log(), "the process that it began with has ended, exit 0; pid " + pid(web) + " goes on");
        assertThat(web.status().state()).isEqualTo(ServiceState.RUNNING);
        engine.done(web.signal(Signal.TERM, Reach.PROGRAM));
        awaitState(web, ServiceState.FAIL);
        assertThat(web.status().cause()).startsWith("exit 3 after ");
    }

    @Test
    void whereTheOneThatItBeganWithLivesItIsTheMainOneAgain() throws Exception {
        Files.writeString(folder.resolve("master.pl"), """
                my $child = fork; if (!$child) { sleep 1000; exit }
                open F, '>', 'web.pid'; print F $child; close F;
                $SIG{TERM} = sub { exit 0 };
                waitpid $child, 0;
                sleep 1 while 1;
                """);
        Service web = add(withFile(spec("perl", "master.pl"), "web.pid"));
        engine.done(web.start());
        long child = written("web.pid");
        assertThat(pid(web)).isEqualTo(child);
        assertThat(web.status().formerPid()).isPresent();
        engine.done(web.signal(Signal.KILL, Reach.PROGRAM));
        await().until(() -> pid(web) != child);
        awaitLine(web.log(), "its main process is pid " + pid(web) + " again, which it began with");
        assertThat(web.status().formerPid()).isEmpty();
        engine.done(web.stop());
        assertThat(web.status().lastExit())
                .hasValueSatisfying(exit -> assertThat(exit.text()).isEqualTo("exit 0"));
    }

    /** All that is left of a panel that was killed is its journal. */
    @Test
    void thePanelAfterOneThatWasKilledFindsIt() throws Exception {
        Service web = daemon();
        Path state = Files.createDirectory(folder.resolve("after"));
        try (Stream<Path> files = Files.list(folder.resolve("state"))) {
            List<String> lines = Files.readAllLines(files.findFirst().orElseThrow());
            lines.set(0, lines.get(0).replaceFirst("\\d+ \\d+$", "999999999 1"));
            Files.write(state.resolve("runs-999999999.journal"), lines);
        }
        try (FileRunJournal after = new FileRunJournal(state, engine.table, Runnable::run)) {
            assertThat(after.leftovers(engine.table)).singleElement().satisfies(left -> {
                assertThat(left.leader().pid()).isEqualTo(pid(web));
                assertThat(left.name()).isEqualTo("web");
            });
        }
    }
}
