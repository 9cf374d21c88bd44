package controlfreak.process.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.model.Signal;
import controlfreak.process.ChildStream;
import controlfreak.process.Launcher;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.Recorder;
import controlfreak.process.Requests;
import controlfreak.process.io.IoThread;
import controlfreak.process.table.SystemProcessTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What children leave behind is adopted and reaped, and nobody else's child is. */
@EnabledOnOs(OS.LINUX)
class OrphansTest {
    private static final long SELF = ProcessHandle.current().pid();

    private final SystemProcessTable table = new SystemProcessTable();
    private final IoThread io = new IoThread();
    private final Launcher launcher = Launchers.of(io);
    private final Recorder recorder = new Recorder();

    @AfterEach
    void close() {
        io.close();
    }

    /** Starts something that leaves a process behind, in a session of its own. */
    private ProcessIdentity orphan(String program) throws Exception {
        launcher.launch(Requests.shell("setsid " + program + " & echo $!"), recorder);
        recorder.awaitExit();
        long pid = Long.parseLong(recorder.text(ChildStream.STDOUT).strip());
        return table.identity(pid);
    }

    @Test
    void theyBecomeChildrenOfThePanel() throws Exception {
        ProcessIdentity orphan = orphan("sleep 1000");
        assertThat(table.facts(orphan.pid()).orElseThrow().parent()).isEqualTo(SELF);
        table.signal(orphan, Signal.KILL);
    }

    @Test
    void theyAreReaped() throws Exception {
        ProcessIdentity orphan = orphan("sleep 1000");
        table.signal(orphan, Signal.KILL);
        await().until(() -> table.identity(orphan.pid()).startTime() == -1);
    }

    @Test
    void aChildOfJavaThatEndsMeanwhileKeepsItsExit() throws Exception {
        ProcessIdentity orphan = orphan("sleep 1000");
        table.signal(orphan, Signal.KILL);
        int number = 0;
        while (table.identity(orphan.pid()).startTime() != -1) {
            number = (number + 1) % 100;
            assertThat(new ProcessBuilder("/bin/sh", "-c", "exit " + number)
                            .start()
                            .waitFor())
                    .isEqualTo(number);
        }
    }
}
