package controlfreak.ui.main;

import controlfreak.model.Signal;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.ReadOnlyLock;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.ProxyRow;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.ServiceRow;
import controlfreak.workspace.Asks;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Does what a verb says to those of the selected rows that it fits, and tells how it went. A single service is never
 * asked about. FX thread only.
 */
final class ServiceActions {
    private static final int NAMED_BEFORE = 10;

    private final EngineDoor engine;
    private final ReadOnlyLock lock;
    private final Supplier<Asks> asks;
    private final Dialogs dialogs;
    private final BulkAction bulk;
    private final Consumer<Message> teller;
    private ActionListener listener = (verb, rows) -> outcome -> {};

    ServiceActions(
            EngineDoor engine,
            ReadOnlyLock lock,
            Supplier<Asks> asks,
            Dialogs dialogs,
            BulkAction bulk,
            Consumer<Message> teller) {
        this.engine = engine;
        this.lock = lock;
        this.asks = asks;
        this.dialogs = dialogs;
        this.bulk = bulk;
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
    private Optional<String> question(Fit fit, Collection<Row> selected) {
        if (asks.get().kill()
                && fit.verb() == Verb.KILL
                && fit.fitting().stream().anyMatch(row -> !isEnding(row))) {
            return Optional.of(Texts.text("main.ask.kill", names(fit.fitting())));
        }
        if (asks.get().workers() && fit.verb().disturbs()) {
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
        return fit.verb().disturbs() && fit.fitting().size() > asks.get().bulk()
                ? Optional.of(Texts.text("main.ask.bulk", names(fit.fitting())))
                : Optional.empty();
    }

    private static boolean isEnding(Row row) {
        return row instanceof ServiceRow service && service.status().killAt().isPresent();
    }

    private static String names(List<Row> rows) {
        String names = rows.stream()
                .limit(NAMED_BEFORE)
                .map(row -> row.key().display())
                .collect(Collectors.joining(", "));
        return rows.size() > NAMED_BEFORE
                ? Texts.text("main.ask.more", names, Integer.toString(rows.size() - NAMED_BEFORE))
                : names;
    }

    private void act(Fit fit) {
        String verb = fit.verb().key();
        bulk.run(
                fit.fitting(),
                key -> engine.act(fit.verb(), key),
                new BulkAction.Words(
                        Texts.text("main.doing." + verb, fit.reach(fit.fitting().size())),
                        reached -> Texts.text("main.done." + verb, fit.reach(reached)),
                        Texts.text("main.notdone." + verb)),
                listener.asked(fit.verb(), fit.fitting().stream().map(Row::key).toList()));
    }

    /** Sends a signal to those processes of the selected rows that live. */
    void signal(Signal signal, Collection<Row> selected) {
        if (lock.isLocked()) {
            teller.accept(new Message(lock.reason().get(), true));
            return;
        }
        List<Row> targets = signalled(selected);
        String name = Signal.nameOf(signal.number());
        bulk.run(
                targets,
                key -> engine.signal(signal, key),
                new BulkAction.Words(
                        Texts.text("main.signal.doing", name),
                        reached -> Texts.text("main.signal.done", name, reach(targets, reached)),
                        Texts.text("main.signal.notdone", name)),
                outcome -> {});
    }

    /** The processes of some rows that can be sent a signal. */
    static List<Row> signalled(Collection<Row> selected) {
        return selected.stream()
                .flatMap(Row::processes)
                .filter(row -> row.status().pid().isPresent())
                .distinct()
                .<Row>map(row -> row)
                .toList();
    }

    private static String reach(List<Row> targets, int reached) {
        return targets.size() == 1
                ? targets.get(0).key().display()
                : Texts.text("main.reach.all.services", Integer.toString(reached));
    }
}
