package controlfreak.engine;

import static controlfreak.engine.RealEngine.awaitLine;
import static controlfreak.engine.RealEngine.lines;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Ask;
import controlfreak.model.Command;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Stop;
import controlfreak.model.status.ServiceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops of real programs: who hears of it first, and which process a program is. */
class RealStopTest {
    /** It sleeps briefly: Python hears a signal that comes right before a sleep only after that. */
    private static final String MASTER = """
            import os, signal, sys, time
            def says(name, then):
                def handler(*_):
                    os.write(1, (name + " was asked\\n").encode())
                    then()
                return handler
            worker = os.fork()
            if not worker:
                signal.signal(signal.SIGTERM, says("worker", lambda: os._exit(0)))
                while True: time.sleep(0.1)
            def finish():
                time.sleep(0.5)
                os.write(1, b"master is done\\n")
                os._exit(7)
            signal.signal(signal.SIGTERM, says("master", finish))
            os.write(1, b"up\\n")
            while True: time.sleep(0.1)
            """;

    @TempDir
    Path folder;

    @AutoClose
    private RealEngine engine;

    @BeforeEach
    void setUp() {
        engine = new RealEngine(folder);
    }

    private Service started(ServiceSpec spec) throws Exception {
        Service service = engine.done(engine.controller.addService(spec)).get(0);
        engine.done(service.start());
        return service;
    }

    @Test
    void whatIsSavingIsNotCutShort() throws Exception {
        String saves = """
                import os, signal, time
                def save(*_):
                    with open("saved", "wb") as file:
                        for _ in range(10):
                            file.write(os.urandom(1 << 20))
                            file.flush()
                            time.sleep(0.3)
                    os.rename("saved", "whole")
                    os._exit(0)
                signal.signal(signal.SIGTERM, save)
                print("up", flush=True)
                while True: time.sleep(60)
                """;
        Service database = started(ServiceSpec.of("database", new Command.Words(List.of("python3", "-c", saves)))
                .with(draft -> draft.restart = draft.restart.withStopWait(Duration.ofMillis(1_200))));
        awaitLine(database.log(), "up");
        engine.done(database.stop());
        assertThat(folder.resolve("whole")).exists();
        assertThat(lines(database.log())).anyMatch(line -> line.contains("still writing to disk"));
        assertThat(database.status().lastExit().orElseThrow().code()).isZero();
    }

    @Test
    void aMasterIsAskedFirstAndItsWorkersOnceItHasEnded() throws Exception {
        Service master = started(ServiceSpec.of("master", new Command.Words(List.of("python3", "-u", "-c", MASTER))));
        awaitLine(master.log(), "up");
        engine.done(master.stop());
        assertThat(lines(master.log()))
                .containsSubsequence("master was asked", "master is done")
                .anyMatch(line -> line.startsWith("SIGTERM sent to what was left"));
        assertThat(lines(master.log()).indexOf("worker was asked"))
                .isGreaterThan(lines(master.log()).indexOf("master is done"));
        assertThat(master.status().lastExit().orElseThrow().code()).isEqualTo(7);
    }

    @Test
    void aQuotedTextIsItsProgramAndEndsAsThatDoes() throws Exception {
        Service quoted = started(ServiceSpec.of(
                "quoted", new Command.Text("A='two words' python3 -u -c \"" + MASTER.replace("\"", "'") + "\"")));
        awaitLine(quoted.log(), "up");
        long pid = quoted.status().pid().orElseThrow();
        assertThat(engine.table.commandLine(pid).get(0)).contains("python3");
        engine.done(quoted.stop());
        assertThat(lines(quoted.log())).contains("SIGTERM sent to pid " + pid + ", to end it");
        assertThat(quoted.status().lastExit().orElseThrow().code()).isEqualTo(7);
    }

    @Test
    void aCommandEndsItInItsFolderAndEnvironment() throws Exception {
        Service asked = started(ServiceSpec.of("asked", new Command.Text("sleep 600"))
                .withStop(Stop.of(
                        new Ask.Run(new Command.Text("echo stopping $CONTROL_FREAK_SERVICE; kill $(cat pid)")))));
        long pid = asked.status().pid().orElseThrow();
        Files.writeString(folder.resolve("pid"), Long.toString(pid));
        engine.done(asked.stop());
        assertThat(lines(asked.log()))
                .contains("stop: stopping asked")
                .noneMatch(line -> line.contains("SIGTERM sent"));
        assertThat(asked.status().state()).isEqualTo(ServiceState.STOPPED);
    }
}
