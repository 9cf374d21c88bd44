package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.lines;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import controlfreak.model.ExitStatus;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
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

/** Signals to real processes. */
@EnabledOnOs(OS.LINUX)
class RealSignalsTest {
    private static final RestartPolicy PATIENT =
            new RestartPolicy(false, false, 0, Duration.ofMillis(200), Duration.ofSeconds(60));

    private static final String MASTER = """
            $| = 1;
            my $worker = fork // die;
            if (!$worker) { $SIG{HUP} = 'DEFAULT'; sleep 1 while 1 }
            $SIG{CHLD} = sub { print "worker lost\\n" };
            $SIG{HUP} = sub { print "read again\\n" };
            print "up\\n";
            sleep 1 while 1;
            """;

    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    @BeforeEach
    void setUp() {
        engine = new RealEngine(folder);
    }

    private Service up(Command command) throws Exception {
        Service service = engine.done(engine.controller.addService(
                        ServiceSpec.of("web", command).withRestart(PATIENT)))
                .get(0);
        engine.done(service.start());
        awaitLine(service.log(), "up");
        return service;
    }

    private void isReadAgainByTheProgramAlone(Service service) throws Exception {
        long pid = service.status().pid().orElseThrow();
        engine.done(service.signal(Signal.HUP));
        awaitLine(service.log(), "read again");
        engine.done(service.signal(Signal.HUP));
        assertThat(service.status().pid()).hasValue(pid);
        assertThat(lines(service.log())).doesNotContain("worker lost");
    }

    @Test
    void aMastersWorkersAreItsOwn() throws Exception {
        isReadAgainByTheProgramAlone(up(new Command.Words(List.of("perl", "-e", MASTER))));
    }

    @Test
    void theShellAroundAProgramLivesOn() throws Exception {
        Path program = Files.writeString(folder.resolve("master.pl"), MASTER);
        isReadAgainByTheProgramAlone(up(new Command.Text("cd . && perl " + program + "; echo over")));
    }

    @Test
    void whatIsPausedTidiesUpWhenItIsStopped() throws Exception {
        Service web = up(new Command.Words(List.of(
                "perl",
                "-e",
                "$| = 1; $SIG{TERM} = sub { print qq(tidied up\\n); exit 0 }; print qq(up\\n); sleep 1 while 1")));
        engine.done(web.signal(Signal.STOP));
        engine.done(web.stop());
        assertThat(lines(web.log())).contains("tidied up");
        assertThat(web.status().lastExit()).hasValue(ExitStatus.exited(0));
        assertThat(web.status().cause()).isEmpty();
    }
}
