package controlfreak.process.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.ExitStatus;
import controlfreak.model.Signal;
import controlfreak.process.ChildListener;
import controlfreak.process.ChildProcess;
import controlfreak.process.ChildStream;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.Launcher;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import controlfreak.process.Recorder;
import controlfreak.process.io.IoThread;
import controlfreak.process.io.Watching;
import controlfreak.process.table.SystemProcessTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Real children of a launcher. */
@EnabledOnOs(OS.LINUX)
@ParameterizedClass
@EnumSource(Watching.class)
abstract class ChildFixture {
    @Parameter
    Watching watching;

    final ProcessTable table = new SystemProcessTable();
    final Recorder recorder = new Recorder();
    final List<ProcessIdentity> launched = new ArrayList<>();
    List<String> openBefore;
    IoThread io;
    Launcher launcher;

    @BeforeEach
    void open() {
        openBefore = Descriptors.open();
        io = new IoThread(watching);
        launcher = Launchers.of(io);
    }

    @AfterEach
    void close() {
        launched.forEach(leader -> table.signalGroup(leader, Signal.KILL));
        io.close();
    }

    ChildProcess launch(LaunchRequest request, ChildListener listener) throws LaunchException {
        ChildProcess child = launcher.launch(request, listener);
        launched.add(child.identity());
        return child;
    }

    String output(LaunchRequest request) throws LaunchException {
        launch(request, recorder);
        recorder.awaitExit();
        return recorder.text(ChildStream.STDOUT);
    }

    /** Counts bytes where keeping them would be too much. */
    record Counter(AtomicLong count, ChildListener next) implements ChildListener {
        @Override
        public void received(ChildStream stream, byte[] bytes) {
            assertThat(bytes).hasSizeLessThanOrEqualTo(64 * 1024);
            count.addAndGet(bytes.length);
        }

        @Override
        public void ended(ChildStream stream) {
            next.ended(stream);
        }

        @Override
        public void exited(ExitStatus status) {
            next.exited(status);
        }
    }
}
