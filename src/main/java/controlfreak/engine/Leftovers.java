package controlfreak.engine;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.GroupStop;
import controlfreak.engine.base.Lookout;
import controlfreak.engine.base.Phrases;
import controlfreak.engine.service.TakingUp;
import controlfreak.model.RestartPolicy;
import controlfreak.process.Leftover;
import controlfreak.process.ProcessTable;
import controlfreak.process.RunJournal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** What an earlier panel left alive because it was killed itself. Any thread; nothing blocks. */
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

    /**
     * Ends all that belongs to these: SIGTERM, after the usual time SIGKILL. Who could not be ended is a leftover still.
     *
     * @return completes once they are gone, with a sentence on each of which somebody is not
     */
    public CompletionStage<List<String>> stop(List<Leftover> leftovers) {
        List<CompletableFuture<Optional<String>>> ends =
                leftovers.stream().map(this::stop).toList();
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        ends.stream().flatMap(end -> end.join().stream()).toList());
    }

    /** A sentence on those that no service can go on with; empty where there are none. */
    public Optional<String> unwatched(List<Leftover> leftovers) {
        String names = leftovers.stream()
                .filter(left -> !TakingUp.canBeWatched(left, table))
                .map(left -> left.name() + " (" + left.leader().pid() + ")")
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("Left to itself, for it is no service's main process: " + names + ".");
    }

    private CompletableFuture<Optional<String>> stop(Leftover leftover) {
        CompletableFuture<Optional<String>> over = new CompletableFuture<>();
        loop.run(() -> new GroupStop(loop, table, lookout, leftover.family(), survivors -> {
                    if (survivors.isEmpty()) {
                        journal.ended(leftover.leader());
                        over.complete(Optional.empty());
                    } else {
                        String words = leftover.name() + " " + Phrases.survivors(survivors, table) + ".";
                        over.complete(Optional.of(words));
                    }
                })
                .askRest(PATIENCE));
        return over;
    }
}
