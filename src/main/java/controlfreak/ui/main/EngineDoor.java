package controlfreak.ui.main;

import controlfreak.engine.Controller;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.WishedEnvironments;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What the main window asks of the engine; narrow, so that a test can stand in for it. Any thread; nothing blocks. */
public interface EngineDoor extends WishedEnvironments {
    /**
     * Does something to one process: a service's for a service's verb, a proxy for a proxy's.
     *
     * @return completes on observed fact, or fails with a reason for people
     */
    CompletionStage<?> act(Verb verb, RowKey target);

    /** Does something to several processes, to each as {@link #act(Verb, RowKey)} does. */
    default Map<RowKey, CompletionStage<?>> act(Verb verb, Collection<RowKey> targets) {
        Map<RowKey, CompletionStage<?>> stages = new LinkedHashMap<>();
        targets.forEach(target -> stages.put(target, act(verb, target)));
        return stages;
    }

    /** The running panel's engine. */
    static EngineDoor of(Controller controller) {
        return new ControllerDoor(controller);
    }
}
