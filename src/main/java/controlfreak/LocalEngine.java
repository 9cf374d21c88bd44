package controlfreak;

import controlfreak.engine.Controller;
import controlfreak.engine.Leftovers;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.ThreadEngineLoop;
import controlfreak.engine.base.VariableFiles;
import controlfreak.figures.Roster;
import controlfreak.figures.Sampler;
import controlfreak.figures.Snapshot;
import controlfreak.log.LogLimits;
import controlfreak.log.LogStore;
import controlfreak.log.LogThread;
import controlfreak.model.EnvironmentFile.Dialect;
import controlfreak.model.FileVariables;
import controlfreak.model.time.SteadyClock;
import controlfreak.process.Leftover;
import controlfreak.process.ProcessTable;
import controlfreak.process.io.IoThread;
import controlfreak.process.journal.FileRunJournal;
import controlfreak.process.net.NotifySockets;
import controlfreak.process.net.PosixListeners;
import controlfreak.process.net.TcpConnector;
import controlfreak.process.privilege.SystemPrivileges;
import controlfreak.process.procfs.SystemFigures;
import controlfreak.process.spawn.Launchers;
import controlfreak.process.table.SystemProcessTable;
import controlfreak.workspace.Folders;
import controlfreak.workspace.VariablesCache;
import controlfreak.workspace.WorkspaceId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** The engine of the running panel and its sampler, with the threads that they own. FX thread only. */
final class LocalEngine implements AutoCloseable {
    private final SteadyClock clock = new SteadyClock();
    private final ThreadEngineLoop loop = new ThreadEngineLoop(clock);
    private final IoThread io = new IoThread();
    private final NotifySockets notices = new NotifySockets(io);
    private final PosixListeners listeners = new PosixListeners();
    private final ProcessTable table = new SystemProcessTable();
    private final LogThread journalThread = new LogThread("run journal");
    private final FileRunJournal journal;
    private final LogThread logThread = new LogThread("log files");
    private final LogThread matching = new LogThread("log matching");
    private final LogStore logs;
    private final Controller controller;
    private Optional<Sampler> sampler = Optional.empty();

    /**
     * @param files those that variables come from
     * @param disk where other files of services are read, several at a time
     */
    LocalEngine(Folders folders, Path proxies, Path home, VariablesCache files, Executor disk) {
        journal = new FileRunJournal(folders.state().resolve("runs"), table, journalThread);
        logs = new LogStore(folders.logsOf(WorkspaceId.begun()), Clock.systemUTC(), LogLimits.DEFAULT, logThread);
        controller = new Controller(
                new EngineParts(
                        loop,
                        Launchers.of(io),
                        new SystemPrivileges(),
                        table,
                        listeners,
                        new TcpConnector(),
                        notices,
                        journal,
                        logs,
                        matching,
                        disk,
                        bound -> ThreadLocalRandom.current().nextInt(bound),
                        System.getenv(),
                        proxies),
                new VariableFiles() {
                    @Override
                    public FileVariables known(Path file, Dialect dialect, Map<String, String> below) {
                        return files.known(file, dialect, below);
                    }

                    @Override
                    public void look(Path file) {
                        files.look(file);
                    }

                    @Override
                    public void read(Collection<Path> paths, Runnable done) {
                        files.read(paths, done);
                    }
                },
                home);
    }

    Controller controller() {
        return controller;
    }

    /** What all that lasts is measured by. */
    SteadyClock clock() {
        return clock;
    }

    LogStore logs() {
        return logs;
    }

    /** The sampler of this engine's processes, not yet started; for one receiver only. */
    Sampler sampler(Consumer<Snapshot> receiver) {
        Sampler made = new Sampler(
                () -> Roster.of(controller), SystemFigures.ofProcesses(), SystemFigures.ofSockets(), clock, receiver);
        sampler = Optional.of(made);
        return made;
    }

    /** Another workspace comes: its logs go where they belong, what runs is noted as its, and figures begin anew. */
    void turnTo(WorkspaceId workspace, Path logFolder) {
        journal.turnTo(workspace.inWords());
        logs.useFolder(logFolder);
        sampler.ifPresent(Sampler::forget);
    }

    /** The open workspace is kept elsewhere from now on, and what runs of it is noted as that one's. */
    void move(WorkspaceId from, WorkspaceId to) {
        journal.moveTo(to.inWords(), from.file().isPresent());
    }

    /** What an earlier panel left alive because it was killed. */
    List<Leftover> leftovers() {
        return journal.leftovers(table);
    }

    /** Sentences on what was not believed of an earlier panel's notes. */
    List<String> doubts() {
        return journal.doubts();
    }

    /** Has services go on with leftovers, now or once their workspace is open; tells in a sentence of what cannot be. */
    Optional<String> takeUp(List<Leftover> leftovers) {
        controller.takeUpWhatIsLeft();
        return new Leftovers(loop, table, journal).unwatched(leftovers);
    }

    /** Ends leftovers; completes once they are gone, with a sentence on each that could not be ended. */
    CompletionStage<List<String>> stop(List<Leftover> leftovers) {
        return new Leftovers(loop, table, journal).stop(leftovers);
    }

    /** Lets go of threads and files; what still runs then is found by the next panel. */
    @Override
    public void close() {
        sampler.ifPresent(Sampler::close);
        loop.close();
        io.close();
        notices.close();
        listeners.close();
        logs.close();
        logThread.close();
        matching.close();
        journal.close();
        journalThread.close();
    }
}
