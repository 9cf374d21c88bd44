package controlfreak.ui.main.verb;

import controlfreak.model.Reach;
import controlfreak.model.Signal;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.ReadOnlyLock;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.ServiceRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Does what a verb says to those of the selected rows that it fits, and tells how it went. A single service is never
 * asked about. FX thread only.
 */
public final class ServiceActions {
    private final EngineDoor engine;
    private final ReadOnlyLock lock;
    private final Questions questions;
    private final Dialogs dialogs;
    private final BulkAction bulk;
    private final OneByOne oneByOne;
    private final Consumer<Message> teller;
    private ActionListener listener = (request, rows) -> outcome -> {};

    public ServiceActions(
            EngineDoor engine,
            ReadOnlyLock lock,
            Questions questions,
            Dialogs dialogs,
            BulkAction bulk,
            OneByOne oneByOne,
            Consumer<Message> teller) {
        this.engine = engine;
        this.lock = lock;
        this.questions = questions;
        this.dialogs = dialogs;
        this.bulk = bulk;
        this.oneByOne = oneByOne;
        this.teller = teller;
    }

    public void setListener(ActionListener newListener) {
        listener = newListener;
    }

    public void run(Verb verb, Collection<Row> selected) {
        Fit fit = Fit.of(verb, selected);
        if (lock.isLocked()) {
            teller.accept(new Message(lock.reason().get(), true));
        } else if (fit.isEmpty()) {
            teller.accept(new Message(fit.whyNot(), false));
        } else if (questions.of(fit, selected).map(text -> agreed(fit, text)).orElse(true)) {
            act(fit);
        }
    }

    private boolean agreed(Fit fit, String text) {
        String act = fit.verb().title(fit.reach(fit.fitting().size()));
        int[] losing = fit.verb().disturbs() ? new int[] {0} : new int[0];
        List<String> choices = List.of(act, Texts.text("main.ask.cancel"));
        return dialogs.ask(Texts.text("main.ask.title", act), text, choices, losing) == 0;
    }

    private void act(Fit fit) {
        List<RowKey> keys = fit.fitting().stream().map(Row::key).toList();
        Consumer<Message> toListener = listener.asked(fit.verb(), keys);
        if (fit.verb() == Verb.ROLL) {
            oneByOne.begin(fit.fitting(), toListener);
        } else {
            String verb = fit.verb().key();
            bulk.run(
                    fit.fitting(),
                    targets -> engine.act(fit.verb(), targets),
                    new BulkAction.Telling(
                            Texts.text("main.doing." + verb, fit.reach(keys.size())),
                            reached -> Texts.text("main.done." + verb, fit.reach(reached)),
                            Texts.text("main.notdone." + verb)),
                    toListener);
        }
    }

    /** Sends a signal to those processes of the selected rows that live. */
    public void signal(Signal signal, Reach whom, Collection<Row> selected) {
        if (lock.isLocked()) {
            teller.accept(new Message(lock.reason().get(), true));
            return;
        }
        List<Row> targets = signalled(selected);
        if (targets.isEmpty()) {
            teller.accept(new Message(Texts.text("main.fit.nosignal"), false));
            return;
        }
        String name = Signal.nameOf(signal.number());
        List<CompletableFuture<String>> sent = new ArrayList<>();
        bulk.run(
                targets,
                keys -> EngineDoor.each(keys, key -> {
                    CompletableFuture<String> one =
                            engine.signal(signal, whom, key).toCompletableFuture();
                    sent.add(one);
                    return one;
                }),
                new BulkAction.Telling(
                        Texts.text("main.signal.doing", name),
                        reached -> Texts.text("main.signal.done", name, reach(targets, reached), whom(sent)),
                        Texts.text("main.signal.notdone", name)),
                listener.asked(
                        new SignalRequest(signal),
                        targets.stream().map(Row::key).toList()));
    }

    /** To whom it went of the one that it was sent to; of several each log says it. */
    private static String whom(List<CompletableFuture<String>> sent) {
        return sent.size() == 1 ? Texts.text("main.signal.whom", sent.get(0).join()) : "";
    }

    /** The processes of some rows that can be sent a signal. */
    public static List<Row> signalled(Collection<Row> selected) {
        return selected.stream()
                .flatMap(ServiceRow::of)
                .filter(row -> row.status().pid().isPresent())
                .distinct()
                .<Row>map(row -> row)
                .toList();
    }

    /** Whom a signal reaches, in words. */
    public static String reach(List<Row> targets, int reached) {
        return targets.size() == 1
                ? targets.get(0).key().display()
                : Texts.text("main.reach.all.services", Integer.toString(reached));
    }
}
