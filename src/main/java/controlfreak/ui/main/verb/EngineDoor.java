package controlfreak.ui.main.verb;

import controlfreak.model.Reach;
import controlfreak.model.ServiceId;
import controlfreak.model.Signal;
import controlfreak.model.status.RollingStatus;
import controlfreak.ui.main.rows.LastLine;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.RowsSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the main window asks of the engine; narrow, so that a test can stand in for it. Any thread; nothing blocks. */
public interface EngineDoor extends RowsSource {
    /**
     * Does something to one process: a service's for a service's verb, a proxy for a proxy's.
     *
     * @return completes on observed fact, or fails with a reason for people
     */
    CompletionStage<?> act(Verb verb, RowKey target);

    /** Does something to several processes, to each as {@link #act(Verb, RowKey)} does. */
    default Map<RowKey, CompletionStage<?>> act(Verb verb, Collection<RowKey> targets) {
        return each(targets, target -> act(verb, target));
    }

    /** Does something to each of several rows. */
    static Map<RowKey, CompletionStage<?>> each(Collection<RowKey> targets, Function<RowKey, CompletionStage<?>> act) {
        Map<RowKey, CompletionStage<?>> stages = new LinkedHashMap<>();
        targets.forEach(target -> stages.put(target, act.apply(target)));
        return stages;
    }

    /**
     * Sends a signal to a service.
     *
     * @return completes once it was sent, with the words to whom, or fails with a reason for people
     */
    CompletionStage<String> signal(Signal signal, Reach reach, RowKey target);

    /**
     * Restarts services one after the other, each up before the next.
     *
     * @param progress is told how far it is, on the engine's thread
     * @param cancelled when it completes, no further one is begun
     * @return completes once all are up again, with who was passed over, or fails with a reason for people
     */
    CompletionStage<RollingStatus> restartRolling(
            List<ServiceId> services, Consumer<RollingStatus> progress, CompletionStage<?> cancelled);

    /** The newest line that a process has written, as far as memory has it; empty where it wrote none lately. */
    Optional<LastLine> lastLine(RowKey target);
}
