package controlfreak.ui.main.verb;

import controlfreak.model.Signal;
import controlfreak.ui.fx.Texts;

/** What the operator can ask to be done to processes. Immutable; any thread. */
public sealed interface Request permits Verb, Request.OfSignal {
    /** What it is called, without whom it is about: {@code Restart one by one}. */
    String title();

    /** That a process is sent a signal. */
    record OfSignal(Signal signal) implements Request {
        @Override
        public String title() {
            return Texts.text("main.signal.apply", Signal.nameOf(signal.number()));
        }
    }
}
