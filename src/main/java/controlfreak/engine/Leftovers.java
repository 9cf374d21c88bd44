package controlfreak.engine;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.GroupStop;
import controlfreak.engine.base.Lookout;
import controlfreak.model.RestartPolicy;
import controlfreak.process.Family;
import controlfreak.process.Leftover;
import controlfreak.process.ProcessTable;
import controlfreak.process.RunJournal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Ends what an earlier panel left alive because it was killed itself. Any thread; nothing blocks. */
public final class Leftovers {
    private static final Duration PATIENCE = RestartPolicy.DEFAULT.stopWait();

    private final EngineLoop loop;
    private final ProcessTable table;
    private final RunJournal journal;
    private final Lookout lookout;

    public Leftovers(EngineLoop loop, ProcessTable table, RunJournal journal) {
        this.loop = loop;
        this.table = table;
        this.journal = journal;
        lookout = new Lookout(loop, table);
    }

    /** Ends the groups of these processes: SIGTERM, after the usual time SIGKILL; completes once they are empty. */
    public CompletionStage<Void> stop(List<Leftover> leftovers) {
        CompletableFuture<?>[] ends = leftovers.stream().map(this::stop).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(ends).minimalCompletionStage();
    }

    private CompletableFuture<Void> stop(Leftover leftover) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        Family family = leftover.family();
        loop.run(() -> new GroupStop(loop, table, lookout, family, survivors -> {
                    journal.ended(leftover.leader());
                    gone.complete(null);
                })
                .askRest(PATIENCE));
        return gone;
    }
}
