package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.awaitState;
import static controlfreak.engine.RealEngine.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Command;
import controlfreak.model.ProxySpec;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.ServiceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real programs start beside themselves ends with them, wherever it went. */
@EnabledOnOs(OS.LINUX)
class RealFamilyTest {
    private static final RestartPolicy ONCE =
            new RestartPolicy(false, false, 0, Duration.ofMillis(300), Duration.ofSeconds(2));

    /** Goes to the background as daemons do, with nothing left of what it was but its environment. */
    private static final String DAEMON = """
            use POSIX;
            exit 0 if fork; POSIX::setsid(); exit 0 if fork;
            open F, '>', $ARGV[0]; print F $$; close F;
            open STDIN, '/dev/null'; open STDOUT, '>/dev/null'; open STDERR, '>/dev/null';
            chdir '/'; sleep 1000;
            """;

    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    @BeforeEach
    void setUp() {
        engine = new RealEngine(folder);
    }

    private Service add(String name, String text) throws Exception {
        return add(name, text, ONCE);
    }

    private Service add(String name, String text, RestartPolicy restart) throws Exception {
        ServiceSpec spec = ServiceSpec.of(name, new Command.Text(text)).withRestart(restart);
        return engine.done(engine.controller.addService(spec)).get(0);
    }

    private static long told(Service service) {
        awaitLine(service.log(), "child ");
        return lines(service.log()).stream()
                .filter(line -> line.startsWith("child "))
                .map(line -> Long.parseLong(line.substring(6)))
                .findFirst()
                .orElseThrow();
    }

    private long written(String file) {
        Path path = folder.resolve(file);
        await().until(() -> Files.exists(path) && Files.size(path) > 0);
        try {
            return Long.parseLong(Files.readString(path).strip());
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @CsvSource({"sleep 1000", "env -i /bin/sleep 1000", "sh -c 'trap \"\" TERM; while :; do sleep 0.05; done'"})
    void aStopEndsWhatWentToASessionOfItsOwn(String helper) throws Exception {
        Service web = add("web", "setsid " + helper + " & echo child $!; exec sleep 1000");
        engine.done(web.start());
        long child = told(web);
        await().until(() -> engine.table.facts(child).orElseThrow().group() == child);
        engine.done(web.stop());
        assertThat(engine.table.facts(child)).isEmpty();
    }

    @Test
    void aKillEndsItToo() throws Exception {
        Service web = add("web", "setsid sleep 1000 & echo child $!; exec sleep 1000");
        engine.done(web.start());
        long child = told(web);
        engine.done(web.kill());
        assertThat(engine.table.facts(child)).isEmpty();
    }

    @Test
    void aDaemonEndsWithWhoStartedIt() throws Exception {
        Files.writeString(folder.resolve("daemon.pl"), DAEMON);
        Service web = add("web", "perl daemon.pl pid; exec sleep 1000");
        engine.done(web.start());
        long daemon = written("pid");
        engine.done(web.stop());
        assertThat(engine.table.facts(daemon)).isEmpty();
    }

    @Test
    void aDaemonThatHidesWhoseItIsIsEndedAndToldOf() throws Exception {
        Files.writeString(folder.resolve("daemon.pl"), "exec 'env', '-i', $^X, $0, @ARGV if %ENV;\n" + DAEMON);
        Service web = add("web", "perl daemon.pl pid", ONCE.with(policy -> policy.startWait = RestartPolicy.MAX_WAIT));
        web.start();
        long daemon = written("pid");
        awaitState(web, ServiceState.FAIL);
        assertThat(engine.table.facts(daemon)).isEmpty();
        assertThat(web.status().cause())
                .isEqualTo("went to the background (perl, pid " + daemon + "); run it in the foreground");
    }

    @Test
    void aDaemonThatHidesWhoseItIsEndsWhileItsLeaderLives() throws Exception {
        Files.writeString(folder.resolve("daemon.pl"), "exec 'env', '-i', $^X, $0, @ARGV if %ENV;\n" + DAEMON);
        Service web = add("web", "perl daemon.pl pid; exec sleep 1000");
        engine.done(web.start());
        long daemon = written("pid");
        engine.done(web.stop());
        assertThat(engine.table.facts(daemon)).isEmpty();
    }

    /** It executes nothing, so that its environment is its proxy's for all that can be seen. */
    @ParameterizedTest
    @CsvSource({"py", "pl", "rb"})
    void aWorkerThatGoesToTheBackgroundAtOnceEndsWithItsService(String ending) throws Exception {
        String worker = switch (ending) {
            case "py" -> """
                import os, time
                if os.fork() == 0:
                    os.setsid()
                    if os.fork(): os._exit(0)
                    open('pid', 'w').write(str(os.getpid()))
                    os.closerange(0, 100)
                time.sleep(1000)
                """;
            case "pl" -> """
                use POSIX;
                if (!fork) {
                    POSIX::setsid(); POSIX::_exit(0) if fork;
                    open F, '>', 'pid'; print F $$; close F;
                    POSIX::close($_) for 0 .. 100;
                }
                sleep 1000;
                """;
            default -> """
                if fork.nil?
                  Process.setsid
                  exit!(0) if fork
                  File.write('pid', Process.pid.to_s)
                  [STDIN, STDOUT, STDERR].each(&:close)
                end
                sleep 1000
                """;
        };
        Files.writeString(folder.resolve("worker." + ending), worker);
        Proxy shop = engine.done(
                engine.controller.addProxy(ProxySpec.of("shop", new Command.Text("cfk-share-mem-proxy." + ending))));
        Service web = engine.done(
                        shop.addService(ServiceSpec.of("web", new Command.Words(List.of("worker." + ending)))))
                .get(0);
        engine.done(web.start());
        long daemon = written("pid");
        engine.done(web.stop());
        assertThat(engine.table.facts(daemon)).isEmpty();
        assertThat(shop.isRunning()).isTrue();
    }

    @Test
    void whatGoesToTheBackgroundIsEndedAndToldOf() throws Exception {
        Files.writeString(folder.resolve("daemon.pl"), DAEMON);
        Service web = add("web", "perl daemon.pl pid", ONCE.with(policy -> policy.startWait = RestartPolicy.MAX_WAIT));
        web.start();
        long daemon = written("pid");
        awaitState(web, ServiceState.FAIL);
        assertThat(engine.table.facts(daemon)).isEmpty();
        assertThat(web.status().cause())
                .isEqualTo("went to the background (perl, pid " + daemon + "); run it in the foreground");
    }

    @Test
    void whatACrashLeavesInAnotherSessionIsEnded() throws Exception {
        Service web = add("web", "setsid sleep 1000 & echo child $!; sleep 0.6; kill -9 $$");
        engine.done(web.start());
        long child = told(web);
        awaitState(web, ServiceState.FAIL);
        assertThat(engine.table.facts(child)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"py, python3", "pl, perl", "rb, ruby"})
    void aDaemonOfAWorkerEndsWithIt(String ending, String program) throws Exception {
        Files.writeString(folder.resolve("daemon.pl"), DAEMON);
        String worker = switch (ending) {
            case "py" -> "import os, time; os.system('perl daemon.pl pid'); time.sleep(1000)";
            case "pl" -> "system('perl', 'daemon.pl', 'pid'); sleep 1000;";
            default -> "system('perl', 'daemon.pl', 'pid'); sleep 1000";
        };
        Files.writeString(folder.resolve("worker." + ending), worker);
        Proxy shop = engine.done(
                engine.controller.addProxy(ProxySpec.of("shop", new Command.Text("cfk-share-mem-proxy." + ending))));
        Service web = engine.done(
                        shop.addService(ServiceSpec.of("web", new Command.Words(List.of("worker." + ending)))))
                .get(0);
        engine.done(web.start());
        long daemon = written("pid");
        engine.done(web.stop());
        assertThat(engine.table.facts(daemon)).isEmpty();
        assertThat(web.status().state()).isEqualTo(ServiceState.STOPPED);
    }

    @ParameterizedTest
    @CsvSource({"py", "pl", "rb"})
    void aServiceThatKillsItsProxyLeavesNobody(String ending) throws Exception {
        String worker = switch (ending) {
            case "py" ->
                "import os, time\nopen('pids', 'a').write('%d\\n' % os.getpid())\n"
                        + "os.kill(os.getppid(), 9); time.sleep(1000)";
            case "pl" -> "open F, '>>', 'pids'; print F \"$$\\n\"; close F; kill 9, getppid; sleep 1000;";
            default -> "File.write('pids', \"#{$$}\\n\", mode: 'a'); Process.kill(9, Process.ppid); sleep 1000";
        };
        Files.writeString(folder.resolve("worker." + ending), worker);
        Proxy shop = engine.done(
                engine.controller.addProxy(ProxySpec.of("shop", new Command.Text("cfk-share-mem-proxy." + ending))));
        Service web = engine.done(
                        shop.addService(ServiceSpec.of("web", new Command.Words(List.of("worker." + ending)))))
                .get(0);
        web.start();
        Path pids = folder.resolve("pids");
        await().until(() -> Files.exists(pids) && Files.readAllLines(pids).size() > 1);
        engine.done(web.stop());
        assertThat(Files.readAllLines(pids))
                .allSatisfy(pid -> assertThat(engine.table.facts(Long.parseLong(pid)))
                        .as(pid)
                        .isEmpty());
    }

    @Test
    void aSignalFromOutsideThatEndsTheLeaderEndsAll() throws Exception {
        Service web = add("web", "setsid sleep 1000 & echo child $!; exec sleep 1000");
        engine.done(web.start());
        long child = told(web);
        web.signal(Signal.KILL);
        awaitState(web, ServiceState.FAIL);
        assertThat(engine.table.facts(child)).isEmpty();
    }
}
