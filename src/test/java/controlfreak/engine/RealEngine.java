package controlfreak.engine;

import static controlfreak.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.ThreadEngineLoop;
import controlfreak.engine.base.VariableFiles;
import controlfreak.log.Log;
import controlfreak.log.LogLimits;
import controlfreak.log.LogLine;
import controlfreak.log.LogStore;
import controlfreak.log.LogThread;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.model.time.SteadyClock;
import controlfreak.process.Leftover;
import controlfreak.process.ProcessTable;
import controlfreak.process.io.IoThread;
import controlfreak.process.journal.FileRunJournal;
import controlfreak.process.net.NotifySockets;
import controlfreak.process.net.PosixListeners;
import controlfreak.process.net.TcpConnector;
import controlfreak.process.privilege.SystemPrivileges;
import controlfreak.process.spawn.Launchers;
import controlfreak.process.table.SystemProcessTable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** An engine that runs real processes. */
public final class RealEngine implements AutoCloseable {
    private final ThreadEngineLoop loop;
    private final IoThread io = new IoThread();
    private final NotifySockets notices = new NotifySockets(io);
    private final PosixListeners listeners = new PosixListeners();
    public final ProcessTable table = new SystemProcessTable();
    private final LogThread journalThread = new LogThread("run journal");
    private final FileRunJournal journal;
    private final LogThread logThread = new LogThread("log files");
    private final LogThread matching = new LogThread("log matching");
    private final LogStore logs;
    public final Controller controller;

    public RealEngine(Path folder) {
        this(folder, VariableFiles.NONE);
    }

    RealEngine(Path folder, VariableFiles files) {
        this(folder, files, folder.resolve("logs"), LogLimits.DEFAULT, Clock.systemUTC());
    }

    /** One whose logs are somewhere else. */
    RealEngine(Path folder, Path logFolder, LogLimits limits) {
        this(folder, logFolder, limits, Clock.systemUTC());
    }

    /** One whose system's clock is the test's, too. */
    public RealEngine(Path folder, Path logFolder, LogLimits limits, Clock system) {
        this(folder, VariableFiles.NONE, logFolder, limits, system);
    }

    /** One whose system's clock is the test's. */
    RealEngine(Path folder, Clock system) {
        this(folder, VariableFiles.NONE, folder.resolve("logs"), LogLimits.DEFAULT, system);
    }

    private RealEngine(Path folder, VariableFiles files, Path logFolder, LogLimits limits, Clock system) {
        loop = new ThreadEngineLoop(new SteadyClock(system));
        journal = new FileRunJournal(folder.resolve("state"), table, journalThread);
        logs = new LogStore(logFolder, system, limits, logThread);
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
                        task -> new Thread(task, "disk").start(),
                        bound -> 0,
                        System.getenv(),
                        Path.of(System.getProperty("proxies.folder"))),
                files,
                folder);
    }

    public <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Has the disk of the logs do something else first. */
    public void occupyDisk(Runnable task) {
        logThread.execute(task);
    }

    /** Does something on the engine's thread. */
    void onThread(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.run(() -> {
            task.run();
            done.complete(null);
        });
        done.join();
    }

    /** Has the disk of the run journal do something else first. */
    void occupyJournal(Runnable task) {
        journalThread.execute(task);
    }

    /** How many lines of a service's log are said to be missing in its file. */
    public long lostLines(Service service) {
        return logs.service(service.id().name()).lostFromFile();
    }

    /** Waits until the logs' files hold all that they will ever hold. */
    public void flushLogs() {
        CompletableFuture<Void> flushed = new CompletableFuture<>();
        logThread.execute(() -> flushed.complete(null));
        flushed.join();
    }

    public List<Leftover> leftovers() {
        return journal.leftovers(table);
    }

    /** A sentence on what no service can go on with. */
    Optional<String> unwatched(List<Leftover> left) {
        return new Leftovers(loop, table, journal).unwatched(left);
    }

    /** Ends what an engine of before has left alive. */
    CompletionStage<List<String>> stop(List<Leftover> left) {
        return new Leftovers(loop, table, journal).stop(left);
    }

    static void awaitState(Service service, ServiceState state) {
        await().untilAsserted(() ->
                assertThat(service.status()).extracting(ServiceStatus::state).isEqualTo(state));
    }

    static void awaitLine(Log log, String part) {
        await().until(() -> lines(log).stream().anyMatch(line -> line.contains(part)));
    }

    static List<String> lines(Log log) {
        return log.from(0, Log.CAPACITY).stream().map(LogLine::text).toList();
    }

    @Override
    public void close() throws Exception {
        done(controller.stopAll());
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
