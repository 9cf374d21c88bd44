package controlfreak.ui.main;

import controlfreak.engine.RefusedException;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.ReadOnlyLock;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.ProxyRow;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.ServiceRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Does what a verb says to those of the selected rows that it fits, and tells how it went. A single service is never
 * asked about. FX thread only.
 */
final class ServiceActions {
    /** Over so many rows an action that takes running processes away asks first. */
    static final int BULK = 10;

    private static final int NAMED = 3;

    private final EngineDoor engine;
    private final ReadOnlyLock lock;
    private final Dialogs dialogs;
    private final Executor fx;
    private final Consumer<Message> teller;
    private ActionListener listener = (verb, rows) -> outcome -> {};

    ServiceActions(EngineDoor engine, ReadOnlyLock lock, Dialogs dialogs, Executor fx, Consumer<Message> teller) {
        this.engine = engine;
        this.lock = lock;
        this.dialogs = dialogs;
        this.fx = fx;
        this.teller = teller;
    }

    void setListener(ActionListener newListener) {
        listener = newListener;
    }

    void run(Verb verb, Collection<Row> selected) {
        Fit fit = Fit.of(verb, selected);
        if (lock.isLocked()) {
            teller.accept(new Message(lock.reason().get(), true));
        } else if (fit.isEmpty()) {
            teller.accept(new Message(fit.whyNot(), false));
        } else if (question(fit, selected).map(text -> agreed(fit, text)).orElse(true)) {
            act(fit);
        }
    }

    private boolean agreed(Fit fit, String text) {
        String verb = Texts.text("main.verb." + fit.verb().key());
        String title =
                Texts.text("main.ask.title", verb, fit.reach(fit.fitting().size()));
        String act = Texts.text("main.ask.act", verb, fit.reach(fit.fitting().size()));
        return dialogs.ask(title, text, List.of(act, Texts.text("main.ask.cancel"))) == 0;
    }

    /** What to ask before; empty where there is nothing to ask. */
    private static Optional<String> question(Fit fit, Collection<Row> selected) {
        if (fit.verb() == Verb.KILL && fit.fitting().stream().anyMatch(row -> !isEnding(row))) {
            return Optional.of(Texts.text("main.ask.kill", names(fit.fitting())));
        }
        if (fit.verb().disturbs()) {
            List<Row> workers = selected.stream()
                    .filter(ProxyRow.class::isInstance)
                    .flatMap(Row::processes)
                    .<Row>map(row -> row)
                    .filter(Row::isLive)
                    .toList();
            if (!workers.isEmpty()) {
                return Optional.of(Texts.text("main.ask.workers." + fit.verb().key(), names(workers)));
            }
        }
        return fit.verb().disturbs() && fit.fitting().size() > BULK
                ? Optional.of(Texts.text("main.ask.bulk", names(fit.fitting())))
                : Optional.empty();
    }

    private static boolean isEnding(Row row) {
        return row instanceof ServiceRow service && service.status().killAt().isPresent();
    }

    private static String names(List<Row> rows) {
        String names = rows.stream().limit(BULK).map(row -> row.key().display()).collect(Collectors.joining(", "));
        return rows.size() > BULK ? Texts.text("main.ask.more", names, Integer.toString(rows.size() - BULK)) : names;
    }

    private void act(Fit fit) {
        String verb = fit.verb().key();
        teller.accept(new Message(
                Texts.text("main.doing." + verb, fit.reach(fit.fitting().size())), false));
        Consumer<Message> toListener =
                listener.asked(fit.verb(), fit.fitting().stream().map(Row::key).toList());
        List<CompletableFuture<Optional<String>>> outcomes = new ArrayList<>();
        for (Row row : fit.fitting()) {
            RowKey key = row.key();
            outcomes.add(engine.act(fit.verb(), key)
                    .toCompletableFuture()
                    .handle((done, failure) -> Optional.ofNullable(failure).map(problem -> reason(key, problem))));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new));
        all.thenApply(done -> report(fit, outcomes))
                .thenAcceptAsync(toListener.andThen(teller), fx)
                .exceptionally(ServiceActions::toTheBugHandler);
    }

    private static Message report(Fit fit, List<CompletableFuture<Optional<String>>> outcomes) {
        List<String> failures =
                outcomes.stream().flatMap(outcome -> outcome.join().stream()).toList();
        int reached = fit.fitting().size() - failures.size();
        String done = reached == 0
                ? Texts.text("main.notdone." + fit.verb().key())
                : Texts.text("main.done." + fit.verb().key(), fit.reach(reached));
        Stream<String> named = failures.stream().limit(NAMED);
        Stream<String> more = failures.size() > NAMED
                ? Stream.of(Texts.text("main.failures.more", Integer.toString(failures.size() - NAMED)))
                : Stream.empty();
        String why = Stream.concat(named, more).collect(Collectors.joining(" "));
        return failures.isEmpty() ? new Message(done, false) : new Message(Texts.text("main.failure", done, why), true);
    }

    /** A sentence that names what did not do what was asked; the engine's own do. */
    private static String reason(RowKey key, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RefusedException refused) {
            return refused.getMessage();
        }
        toTheBugHandler(cause);
        return Texts.text("main.bug", key.display());
    }

    private static Void toTheBugHandler(Throwable bug) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
        return null;
    }
}
