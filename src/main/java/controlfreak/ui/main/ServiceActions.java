package controlfreak.ui.main;

import controlfreak.figures.Snapshot;
import controlfreak.model.Signal;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.ReadOnlyLock;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Row;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does what a verb says to those of the selected rows that it fits, and tells how it went. A single service is never
 * asked about. FX thread only.
 */
final class ServiceActions {
    private final EngineDoor engine;
    private final ReadOnlyLock lock;
    private final Dialogs dialogs;
    private final BulkAction bulk;
    private final Consumer<Message> teller;
    private final OneByOne oneByOne;
    private final Supplier<Snapshot> figures;
    private ActionListener listener = (verb, rows) -> outcome -> {};

    /** @param figures the latest, for what an action will need */
    ServiceActions(
            EngineDoor engine,
            ReadOnlyLock lock,
            Dialogs dialogs,
            BulkAction bulk,
            OneByOne oneByOne,
            Consumer<Message> teller,
            Supplier<Snapshot> figures) {
        this.engine = engine;
        this.lock = lock;
        this.dialogs = dialogs;
        this.bulk = bulk;
        this.teller = teller;
        this.figures = figures;
        this.oneByOne = oneByOne;
    }

    /** The rolling restart, where one is under way. */
    OneByOne oneByOne() {
        return oneByOne;
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
        Consumer<Message> heard =
                listener.asked(fit.verb(), fit.fitting().stream().map(Row::key).toList());
        if (fit.verb() == Verb.ROLL) {
            oneByOne.begin(fit.fitting(), heard);
            return;
        }
        String verb = fit.verb().key();
        bulk.run(
                fit.fitting(),
                key -> engine.act(fit.verb(), key),
                new BulkAction.Words(
                        Texts.text("main.doing." + verb, fit.reach(fit.fitting().size())),
                        reached -> Texts.text("main.done." + verb, fit.reach(reached)),
                        Texts.text("main.notdone." + verb)),
                heard);
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
