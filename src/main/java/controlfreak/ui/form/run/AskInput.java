package controlfreak.ui.form.run;

import controlfreak.model.Ask;
import controlfreak.model.Command;
import controlfreak.model.Reach;
import controlfreak.model.Signal;
import controlfreak.ui.form.command.CommandInput;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.fx.Texts;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * How a process is asked for something, as an operator edits it. What the chosen way does not need is neither shown nor
 * checked. FX thread only.
 */
public final class AskInput {
    /** How it is asked. */
    public enum Way {
        NONE,
        SIGNAL,
        COMMAND
    }

    private final Optional<Ask> initial;
    private final Signal usual;
    private final ObjectProperty<Way> way;
    private final ObjectProperty<Signal> signal;
    private final ObjectProperty<Optional<Reach>> reach;
    private final CommandInput command;

    /** @param usual the signal that is proposed where none is known */
    public AskInput(Optional<Ask> initial, Signal usual) {
        this.initial = initial;
        this.usual = usual;
        way = new SimpleObjectProperty<>(way(initial));
        signal = new SimpleObjectProperty<>(send(initial).map(Ask.Send::signal).orElse(usual));
        reach = new SimpleObjectProperty<>(send(initial).flatMap(Ask.Send::reach));
        command = new CommandInput(command(initial), true);
    }

    private static Way way(Optional<Ask> ask) {
        return ask.map(known -> known instanceof Ask.Send ? Way.SIGNAL : Way.COMMAND)
                .orElse(Way.NONE);
    }

    private static Optional<Ask.Send> send(Optional<Ask> ask) {
        return ask.filter(Ask.Send.class::isInstance).map(Ask.Send.class::cast);
    }

    private static Optional<Command> command(Optional<Ask> ask) {
        return ask.filter(Ask.Run.class::isInstance).map(known -> ((Ask.Run) known).command());
    }

    /** Shows another way to ask. */
    public void show(Optional<Ask> ask) {
        way.set(way(ask));
        signal.set(send(ask).map(Ask.Send::signal).orElse(usual));
        reach.set(send(ask).flatMap(Ask.Send::reach));
        command.show(command(ask));
    }

    public ObjectProperty<Way> wayProperty() {
        return way;
    }

    public ObjectProperty<Signal> signalProperty() {
        return signal;
    }

    public ObjectProperty<Optional<Reach>> reachProperty() {
        return reach;
    }

    public TextInput command() {
        return command.text();
    }

    /** The texts that the chosen way needs. */
    public List<TextInput> needed() {
        return way.get() == Way.COMMAND ? List.of(command.text()) : List.of();
    }

    public boolean changed() {
        return way.get() != way(initial)
                || way.get() == Way.COMMAND && command.changed()
                || way.get() == Way.SIGNAL && !ask().equals(initial);
    }

    /** Tells of every choice. */
    public void onChoice(Runnable chosen) {
        List.of(way, signal, reach).forEach(property -> property.addListener(changed -> chosen.run()));
    }

    /** How, in a short phrase: {@code SIGTERM}. */
    public String words() {
        return way.get() == Way.SIGNAL ? "SIG" + signal.get() : Texts.text("form.ask.words." + way.get());
    }

    /**
     * What was chosen.
     *
     * @throws IllegalArgumentException where a command is needed and has a problem
     */
    public Optional<Ask> ask() {
        return switch (way.get()) {
            case NONE -> Optional.empty();
            case SIGNAL -> Optional.of(new Ask.Send(signal.get(), reach.get()));
            case COMMAND ->
                Optional.of(new Ask.Run(command.command()
                        .orElseThrow(() -> new IllegalArgumentException(Texts.text("form.command.missing")))));
        };
    }
}
