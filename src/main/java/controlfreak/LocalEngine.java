package controlfreak;

import controlfreak.engine.Controller;
import controlfreak.engine.EngineParts;
import controlfreak.engine.Leftovers;
import controlfreak.engine.ThreadEngineLoop;
import controlfreak.log.LogLimits;
import controlfreak.log.LogStore;
import controlfreak.process.FileRunJournal;
import controlfreak.process.IoThread;
import controlfreak.process.Launchers;
import controlfreak.process.Leftover;
import controlfreak.process.ProcessTable;
import controlfreak.process.SystemProcessTable;
import controlfreak.workspace.Folders;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/** The engine of the running panel, with the two threads that it owns. Any thread. */
final class LocalEngine implements AutoCloseable {
    private final ThreadEngineLoop loop = new ThreadEngineLoop();
    private final IoThread io = new IoThread();
    private final ProcessTable table = new SystemProcessTable();
    private final FileRunJournal journal;
    private final LogStore logs;
    private final Controller controller;

    LocalEngine(Folders folders, Path proxies, Path home) {
        journal = new FileRunJournal(folders.state().resolve("runs"), table);
        logs = new LogStore(folders.unsavedLogs(), Clock.systemUTC(), LogLimits.DEFAULT);
        controller = new Controller(
                new EngineParts(
                        loop,
                        Launchers.of(io),
                        table,
                        journal,
                        logs,
                        bound -> ThreadLocalRandom.current().nextInt(bound),
                        System.getenv(),
                        proxies),
                home);
    }

    Controller controller() {
        return controller;
    }

    LogStore logs() {
        return logs;
    }

    /** What an earlier panel left alive because it was killed. */
    List<Leftover> leftovers() {
        return journal.leftovers(table);
    }

    /** Ends leftovers; completes once they are gone. */
    CompletionStage<Void> stop(List<Leftover> leftovers) {
        return new Leftovers(loop, table, journal).stop(leftovers);
    }

    /** Lets go of threads and files; what still runs then is found by the next panel. */
    @Override
    public void close() {
        loop.close();
        io.close();
        logs.close();
        journal.close();
    }
}
