package controlfreak.engine.service;

import controlfreak.engine.base.Phrases;
import controlfreak.log.RecordedLog;
import controlfreak.process.SeenProcess;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Writes down how the end of one process of a service goes, and passes it on to the service. Engine thread only. */
final class EndReports implements RunEnd.Ways {
    private final RunOutcome outcome;
    private final RecordedLog log;
    private final ServiceCondition condition;
    private final RunListener listener;
    private final Supplier<OptionalLong> pid;
    private final BooleanSupplier wasToGoOn;

    /**
     * @param pid its number, as far as known
     * @param wasToGoOn whether it was not to end yet, however well it does
     */
    EndReports(
            RunOutcome outcome,
            RecordedLog log,
            ServiceCondition condition,
            RunListener listener,
            Supplier<OptionalLong> pid,
            BooleanSupplier wasToGoOn) {
        this.outcome = outcome;
        this.log = log;
        this.condition = condition;
        this.listener = listener;
        this.pid = pid;
        this.wasToGoOn = wasToGoOn;
    }

    @Override
    public void askToEnd(Runnable groupIsAsked) {
        listener.askToEnd(groupIsAsked);
    }

    @Override
    public void haveKilled() {
        listener.haveKilled();
    }

    @Override
    public void leftBehind(List<SeenProcess> left) {
        if (isInBackground(left)) {
            outcome.setInBackground(Daemonized.words(left));
        }
        if (!left.isEmpty()) {
            outcome.setInputHint("");
            log.note(
                    (outcome.isInBackground() ? outcome.words() : "left behind" + Phrases.named(left)) + "; ending it");
        }
        listener.leftBehind(left);
        if (outcome.hasEndedWell() && !outcome.isInBackground() && !left.isEmpty()) {
            outcome.setWords(outcome.words() + "; ended what it left behind" + Phrases.named(left));
        }
    }

    /** One that has done its work may leave a helper behind; one that was to go on has only gone elsewhere. */
    private boolean isInBackground(List<SeenProcess> left) {
        return outcome.hasEndedWell()
                && !Daemonized.candidates(left).isEmpty()
                && (wasToGoOn.getAsBoolean() || Daemonized.isKnownOf(left));
    }

    @Override
    public void isOver() {
        String hint = outcome.takeInputHint();
        if (!hint.isEmpty()) {
            log.note(hint);
        }
        listener.settle();
    }

    @Override
    public void isLost() {
        String words = "pid " + pid.get().orElse(0) + " does not end, and may live on; end it by hand";
        outcome.setLost(words);
        log.ended(words);
        condition.endsInVain(words);
        listener.settle();
    }
}
