package controlfreak.engine.service;

import controlfreak.engine.base.Addressees;
import controlfreak.engine.base.Addressees.Outcome;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.RefusedException;
import controlfreak.log.RecordedLog;
import controlfreak.model.Reach;
import controlfreak.model.ServiceId;
import controlfreak.model.Signal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Sends the signals that an operator asks for to the process of one service. Engine thread only. */
final class Signalling {
    private final ServiceId id;
    private final EngineParts parts;
    private final ProcessSource source;
    private final RecordedLog log;

    Signalling(ServiceId id, EngineParts parts, ProcessSource source, RecordedLog log) {
        this.id = id;
        this.parts = parts;
        this.source = source;
        this.log = log;
    }

    /**
     * Sends it, to whoever it is for.
     *
     * @param run the process of now
     * @param stage is told to whom it was sent, as in {@code pid 4711}
     */
    void send(Signal signal, Reach reach, Optional<ServiceRun> run, CompletableFuture<String> stage) {
        Outcome outcome = run.flatMap(living -> sent(living, signal, reach))
                .orElseGet(() -> new Outcome(false, false, id + " has no process to send a signal to."));
        if (outcome.isSent()) {
            log.note("SIG" + signal.name() + " sent to " + outcome.words());
            stage.complete(outcome.words());
        } else {
            RefusedException.refuse(stage, outcome.words());
        }
    }

    private Optional<Outcome> sent(ServiceRun living, Signal signal, Reach reach) {
        if (living.identity().isPresent()) {
            return Optional.of(new Addressees(parts.table(), parts.lookout()).send(signal, reach, living.addressee()));
        }
        return living.startedAt().isPresent() && source.relay(living, signal)
                ? Optional.of(new Outcome(true, false, "its process by the proxy"))
                : Optional.empty();
    }
}
