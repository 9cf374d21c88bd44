package controlfreak.ui.form;

import controlfreak.model.ServiceSpec;
import controlfreak.model.Streams;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** What becomes of a service's standard streams, as an operator edits it. FX thread only. */
final class StreamsInput implements FormPart {
    private final Streams initial;
    private final BooleanProperty openStdin = new SimpleBooleanProperty();
    private final BooleanProperty keepStdout = new SimpleBooleanProperty();
    private final BooleanProperty keepStderr = new SimpleBooleanProperty();

    StreamsInput(Streams initial) {
        this.initial = initial;
        show(initial);
    }

    BooleanProperty openStdinProperty() {
        return openStdin;
    }

    BooleanProperty keepStdoutProperty() {
        return keepStdout;
    }

    BooleanProperty keepStderrProperty() {
        return keepStderr;
    }

    Streams streams() {
        return new Streams(openStdin.get(), keepStdout.get(), keepStderr.get());
    }

    @Override
    public List<TextInput> inputs() {
        return List.of();
    }

    @Override
    public boolean changed() {
        return !streams().equals(initial);
    }

    @Override
    public void onChoice(Runnable chosen) {
        List.of(openStdin, keepStdout, keepStderr).forEach(flag -> flag.addListener(changed -> chosen.run()));
    }

    @Override
    public void show(ServiceSpec service) {
        show(service.streams());
    }

    private void show(Streams streams) {
        openStdin.set(streams.openStdin());
        keepStdout.set(streams.keepStdout());
        keepStderr.set(streams.keepStderr());
    }

    @Override
    public void fill(ServiceSpec.Draft service) {
        service.streams = streams();
    }
}
