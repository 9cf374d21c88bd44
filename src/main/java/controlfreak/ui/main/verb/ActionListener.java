package controlfreak.ui.main.verb;

import controlfreak.ui.main.rows.RowKey;
import java.util.List;
import java.util.function.Consumer;

/** Hears what the operator asks the engine for, whichever control it was asked by. FX thread only. */
public interface ActionListener {
    /**
     * The engine is asked to do something.
     *
     * @param rows the processes that it is asked for
     * @return is told once, when it is known, what came of it
     */
    Consumer<Message> asked(Request request, List<RowKey> rows);
}
