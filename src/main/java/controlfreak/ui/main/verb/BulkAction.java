package controlfreak.ui.main.verb;

import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.Rows;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Does something to each of some rows and tells how it went: in one message, and on each row that it failed for. FX
 * thread only.
 */
public final class BulkAction {
    /**
     * What is told.
     *
     * @param doing while it is under way
     * @param done what was reached, by how many rows it was
     * @param notDone where it was none
     */
    record Telling(String doing, IntFunction<String> done, String notDone) {}

    private static final int NAMED = 3;

    private final Rows rows;
    private final Executor fx;
    private final Consumer<Message> teller;

    /** @param fx runs what is reported on the FX thread */
    public BulkAction(Rows rows, Executor fx, Consumer<Message> teller) {
        this.rows = rows;
        this.fx = fx;
        this.teller = teller;
    }

    /**
     * @param act does it to all of them; a stage fails with a reason for people
     * @param listener is told, too, what came of it
     */
    void run(
            Collection<Row> targets,
            Function<Collection<RowKey>, Map<RowKey, CompletionStage<?>>> act,
            Telling telling,
            Consumer<Message> listener) {
        teller.accept(new Message(telling.doing(), false));
        List<RowKey> keys = targets.stream().map(Row::key).toList();
        keys.forEach(key -> rows.setResult(key, ""));
        Map<RowKey, CompletableFuture<Optional<String>>> outcomes = new LinkedHashMap<>();
        act.apply(keys)
                .forEach((key, stage) -> outcomes.put(
                        key,
                        stage.toCompletableFuture()
                                .handle((done, failure) -> Optional.ofNullable(failure)
                                        .map(problem -> Failures.reason(problem, key.display())))));
        outcomes.forEach((key, outcome) -> outcome.thenAcceptAsync(
                        failure -> failure.ifPresent(reason -> rows.setResult(key, reason)), fx)
                .exceptionally(Failures::toTheBugHandler));
        CompletableFuture<Void> all = CompletableFuture.allOf(outcomes.values().toArray(CompletableFuture[]::new));
        all.thenApply(done -> report(telling, outcomes))
                .thenAcceptAsync(listener.andThen(teller), fx)
                .exceptionally(Failures::toTheBugHandler);
    }

    private static Message report(Telling telling, Map<RowKey, CompletableFuture<Optional<String>>> outcomes) {
        List<String> failures = outcomes.values().stream()
                .flatMap(outcome -> outcome.join().stream())
                .distinct()
                .toList();
        List<RowKey> about = outcomes.keySet().stream()
                .filter(key -> outcomes.get(key).join().isPresent())
                .toList();
        int reached = outcomes.size() - about.size();
        String done = reached == 0 ? telling.notDone() : telling.done().apply(reached);
        Stream<String> named = failures.stream().limit(NAMED);
        Stream<String> more = failures.size() > NAMED
                ? Stream.of(Texts.text("main.failures.more", Integer.toString(failures.size() - NAMED)))
                : Stream.empty();
        String why = Stream.concat(named, more).collect(Collectors.joining(" "));
        return failures.isEmpty()
                ? new Message(done, false)
                : new Message(Texts.text("main.failure", done, why), true, about);
    }
}
