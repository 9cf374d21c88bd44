package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import controlfreak.model.Ask;
import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Health;
import controlfreak.model.Probe;
import controlfreak.model.Readiness.Sign;
import controlfreak.model.Reload;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.Stop;
import controlfreak.model.rights.RunAs;
import controlfreak.model.status.ServiceState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

/** A PostgreSQL that {@code pg_ctl start} leaves behind, where it is installed. */
@EnabledOnOs(OS.LINUX)
class RealPgCtlTest {
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql");

    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    private Path programs;
    private Optional<String> user;
    private Service db;

    @BeforeEach
    void setUp() throws Exception {
        assumeTrue(Files.isDirectory(PROGRAMS), "postgresql");
        try (Stream<Path> versions = Files.list(PROGRAMS)) {
            programs = versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .findFirst()
                    .orElse(null);
        }
        assumeTrue(programs != null, "postgresql");
        // It refuses to be root.
        user = Optional.of("postgres").filter(name -> "root".equals(System.getProperty("user.name")));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(folder.resolve("db"));
        if (user.isPresent()) {
            run("chown", user.get(), folder.resolve("db").toString());
        }
        Stream<String> as = user.stream().flatMap(name -> Stream.of("runuser", "-u", name, "--"));
        run(Stream.concat(as, Stream.of(program("initdb"), "-D", data(), "-A", "trust", "-U", "postgres"))
                .toArray(String[]::new));
        engine = new RealEngine(folder);
        db = engine.done(engine.controller.addService(spec())).get(0);
    }

    private void run(String... words) throws Exception {
        Process process = new ProcessBuilder(words)
                .directory(folder.resolve("db").toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("setup.log").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("setup.log")))
                .isZero();
    }

    private String program(String name) {
        return programs.resolve(name).toString();
    }

    private String data() {
        return folder.resolve("db/data").toString();
    }

    private ServiceSpec spec() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Probe probe = new Probe(new Check.Port("127.0.0.1", port), Duration.ofMillis(200), Probe.DEFAULT_TIMEOUT);
        Command reload = new Command.Words(List.of(program("pg_ctl"), "reload", "-D", data()));
        return ServiceSpec.of(
                        "db",
                        new Command.Words(
                                List.of(program("pg_ctl"), "start", "-w", "-D", data(), "-o", "-k '' -p " + port)))
                .withHealth(Health.UNWATCHED.withReady(new Sign.Probed(probe)))
                .with(draft -> {
                    draft.runAs = RunAs.PANEL.withUser(user);
                    draft.control = draft.control
                            .withPidFile(Optional.of(data() + "/postmaster.pid"))
                            .withStop(Stop.of(new Ask.Send(Signal.INT, Optional.empty())))
                            .withReload(Reload.of(new Ask.Run(reload)));
                });
    }

    private long written() {
        try {
            return Long.parseLong(
                    Files.readAllLines(Path.of(data(), "postmaster.pid")).get(0).strip());
        } catch (IOException gone) {
            throw new AssertionError(gone);
        }
    }

    private long pid() {
        return db.status().pid().orElse(0);
    }

    @Test
    void isKeptLikeAnyOtherService() throws Exception {
        engine.done(db.start());
        long first = pid();
        assertThat(first).isEqualTo(written());
        awaitLine(db.log(), "the process that it began with has ended, exit 0; pid " + first + " goes on");
        await().until(() -> db.processes().size() > 3);

        engine.done(db.reload());
        awaitLine(db.log(), "received SIGHUP, reloading configuration files");
        assertThat(pid()).isEqualTo(first);

        engine.done(
                engine.controller.restartRolling(List.of(db.id()), status -> {}).outcome());
        assertThat(pid()).isEqualTo(written()).isNotEqualTo(first);
        assertThat(engine.table.facts(first)).isEmpty();

        ProcessHandle.of(pid()).orElseThrow().destroyForcibly();
        await().until(() -> db.status().restarts() == 1 && db.status().ready());
        long last = pid();
        assertThat(last).isEqualTo(written());

        engine.done(engine.controller.stopAll());
        assertThat(db.status().state()).isEqualTo(ServiceState.STOPPED);
        assertThat(engine.table.facts(last)).isEmpty();
        assertThat(lines(db.log())).anyMatch(line -> line.contains("database system is shut down"));
    }
}
