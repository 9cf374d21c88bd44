package controlfreak.ui.form.given;

import controlfreak.model.ServiceSpec;
import controlfreak.model.Stdin;
import controlfreak.model.Streams;
import controlfreak.ui.form.field.FormPart;
import controlfreak.ui.form.field.TextInput;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What becomes of a service's standard streams, as an operator edits it. FX thread only. */
public final class StreamsInput implements FormPart {
    private final Streams initial;
    private final BooleanProperty openStdin = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<String>> stdinSocket = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty keepStdout = new SimpleBooleanProperty();
    private final BooleanProperty keepStderr = new SimpleBooleanProperty();

    public StreamsInput(Streams initial) {
        this.initial = initial;
        show(initial);
    }

    public BooleanProperty openStdinProperty() {
        return openStdin;
    }

    /** The listening socket that is its standard input, whatever else is chosen for that. */
    public ObjectProperty<Optional<String>> stdinSocketProperty() {
        return stdinSocket;
    }

    public BooleanProperty keepStdoutProperty() {
        return keepStdout;
    }

    public BooleanProperty keepStderrProperty() {
        return keepStderr;
    }

    public Streams streams() {
        Stdin stdin = stdinSocket
                .get()
                .<Stdin>map(Stdin.Socket::new)
                .orElseGet(() -> openStdin.get() ? new Stdin.Open() : new Stdin.Empty());
        return new Streams(stdin, keepStdout.get(), keepStderr.get());
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
        List.of(openStdin, keepStdout, keepStderr, stdinSocket)
                .forEach(choice -> choice.addListener(changed -> chosen.run()));
    }

    @Override
    public void show(ServiceSpec service) {
        show(service.streams());
    }

    private void show(Streams streams) {
        openStdin.set(streams.openStdin());
        stdinSocket.set(streams.stdin() instanceof Stdin.Socket socket ? Optional.of(socket.name()) : Optional.empty());
        keepStdout.set(streams.keepStdout());
        keepStderr.set(streams.keepStderr());
    }

    @Override
    public void fill(ServiceSpec.Draft service) {
        service.streams = streams();
    }
}
