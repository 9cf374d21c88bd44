package controlfreak.ui.main;

import controlfreak.figures.Snapshot;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.ReadOnlyLock;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Does what a verb says to those of the selected rows that it fits, and tells how it went. A single service is never
 * asked about. FX thread only.
 */
final class ServiceActions {
    private static final int NAMED = 3;

    private final EngineDoor engine;
    private final ReadOnlyLock lock;
    private final Dialogs dialogs;
    private final Executor fx;
    private final Consumer<Message> teller;
    private final Supplier<Snapshot> figures;
    private final OneByOne oneByOne;

    /** @param figures the latest, for what an action will need */
    ServiceActions(
            EngineDoor engine,
            ReadOnlyLock lock,
            Dialogs dialogs,
            Executor fx,
            Consumer<Message> teller,
            Supplier<Snapshot> figures) {
        this.engine = engine;
        this.lock = lock;
        this.dialogs = dialogs;
        this.fx = fx;
        this.teller = teller;
        this.figures = figures;
        oneByOne = new OneByOne(engine, fx, teller);
    }

    /** The rolling restart, where one is under way. */
    OneByOne oneByOne() {
        return oneByOne;
    }

    void run(Verb verb, Collection<Row> selected) {
        Fit fit = Fit.of(verb, selected);
        if (lock.isLocked()) {
            teller.accept(new Message(lock.reason().get(), true));
        } else if (fit.isEmpty()) {
            teller.accept(new Message(fit.whyNot(), false));
        } else if (Questions.of(fit, selected, figures.get())
                .map(text -> agreed(fit, text))
                .orElse(true)) {
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

    private void act(Fit fit) {
        if (fit.verb() == Verb.ROLL) {
            oneByOne.begin(fit.fitting());
        } else {
            actOnEach(fit);
        }
    }

    private void actOnEach(Fit fit) {
        String verb = fit.verb().key();
        teller.accept(new Message(
                Texts.text("main.doing." + verb, fit.reach(fit.fitting().size())), false));
        List<CompletableFuture<Optional<String>>> outcomes = new ArrayList<>();
        for (Row row : fit.fitting()) {
            RowKey key = row.key();
            outcomes.add(engine.act(fit.verb(), key)
                    .toCompletableFuture()
                    .handle((done, failure) ->
                            Optional.ofNullable(failure).map(problem -> Failures.reason(problem, key.display()))));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new));
        all.thenRunAsync(() -> teller.accept(report(fit, outcomes)), fx).exceptionally(Failures::toTheBugHandler);
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
}
