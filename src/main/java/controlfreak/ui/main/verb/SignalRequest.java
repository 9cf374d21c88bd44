package controlfreak.ui.main.verb;

import controlfreak.model.Signal;
import controlfreak.ui.fx.Texts;

/** That a process is sent a signal. Immutable; any thread. */
public record SignalRequest(Signal signal) implements Request {
    @Override
    public String title() {
        return Texts.text("main.signal.apply", Signal.nameOf(signal.number()));
    }
}
