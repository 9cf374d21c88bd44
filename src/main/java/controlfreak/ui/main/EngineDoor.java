package controlfreak.ui.main;

import controlfreak.engine.Controller;
import controlfreak.model.Signal;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.WishedEnvironments;
import java.util.concurrent.CompletionStage;

/** What the main window asks of the engine; narrow, so that a test can stand in for it. Any thread; nothing blocks. */
public interface EngineDoor extends WishedEnvironments {
    /**
     * Does something to one process: a service's for a service's verb, a proxy for a proxy's.
     *
     * @return completes on observed fact, or fails with a reason for people
     */
    CompletionStage<?> act(Verb verb, RowKey target);

    /**
     * Sends a signal to a service's process group.
     *
     * @return completes once it was sent, or fails with a reason for people
     */
    CompletionStage<?> signal(Signal signal, RowKey target);

    /** The running panel's engine. */
    static EngineDoor of(Controller controller) {
        return new ControllerDoor(controller);
    }
}
