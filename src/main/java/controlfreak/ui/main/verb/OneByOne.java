package controlfreak.ui.main.verb;

import controlfreak.model.ServiceId;
import controlfreak.model.status.RollingStatus;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.ServiceRow;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** Restarts services one by one, tells how far it is, and can be told to stop; one at a time. FX thread only. */
public final class OneByOne {
    private final EngineDoor engine;
    private final Executor fx;
    private final Consumer<Message> teller;
    private final ReadOnlyBooleanWrapper underWay = new ReadOnlyBooleanWrapper();
    private CompletableFuture<Void> cancelled = new CompletableFuture<>();

    public OneByOne(EngineDoor engine, Executor fx, Consumer<Message> teller) {
        this.engine = engine;
        this.fx = fx;
        this.teller = teller;
    }

    public ReadOnlyBooleanProperty underWayProperty() {
        return underWay.getReadOnlyProperty();
    }

    /** @param listener is told, too, what came of it */
    void begin(List<Row> rows, Consumer<Message> listener) {
        List<ServiceId> services =
                rows.stream().map(ServiceRow.class::cast).map(ServiceRow::id).toList();
        cancelled = new CompletableFuture<>();
        underWay.set(true);
        engine.restartRolling(services, status -> fx.execute(() -> tell(status)), cancelled)
                .whenCompleteAsync((done, failure) -> end(outcome(done, failure), listener), fx);
    }

    /** Begins no further restart. */
    public void cancel() {
        cancelled.complete(null);
    }

    private void tell(RollingStatus status) {
        if (underWay.get()) {
            teller.accept(new Message(
                    status.current()
                            .map(current ->
                                    Texts.text("main.roll.next", status.done(), status.all(), current.toString()))
                            .orElseGet(() -> Texts.text("main.roll", status.done(), status.all())),
                    false));
        }
    }

    private void end(Message outcome, Consumer<Message> listener) {
        underWay.set(false);
        listener.andThen(teller).accept(outcome);
    }

    private Message outcome(RollingStatus done, Throwable failure) {
        if (failure == null) {
            return new Message(done(done), false);
        }
        String why = Failures.reason(failure, Verb.ROLL.title());
        // What the operator wished for is no failure.
        boolean failed = !cancelled.isDone();
        return new Message(Texts.text("main.failure", Texts.text("main.notdone.roll"), why), failed);
    }

    private static String done(RollingStatus status) {
        if (status.passedOver().isEmpty()) {
            return Texts.text("main.done.roll", Texts.text("main.reach.all.services", status.all()));
        }
        String restarted = Texts.text("main.reach.some.services", status.restarted(), status.all());
        String passedOver = Questions.names(
                status.passedOver().stream().map(ServiceId::name).toList());
        return Texts.text(
                "main.failure", Texts.text("main.done.roll", restarted), Texts.text("main.roll.passed", passedOver));
    }
}
