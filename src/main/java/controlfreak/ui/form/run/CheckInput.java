package controlfreak.ui.form.run;

import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.InstanceTemplate;
import controlfreak.model.Probe;
import controlfreak.ui.form.command.CommandInput;
import controlfreak.ui.form.field.Seconds;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.fx.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * A way to tell how a service is, as an operator edits it: which way, and the fields of each. What the chosen way does
 * not need is neither shown nor checked. FX thread only.
 */
public final class CheckInput {
    /** How it is told. */
    public enum Way {
        NONE,
        PORT,
        COMMAND,
        LINE,
        NOTIFY,
        HEARTBEAT;

        public boolean isProbe() {
            return this == PORT || this == COMMAND;
        }

        /** Whether it is told again and again. */
        public boolean isRepeated() {
            return isProbe() || this == HEARTBEAT;
        }
    }

    private final Way initialWay;
    private final Optional<Probe> initial;
    private final Duration every;
    private final ObjectProperty<Way> way;
    private final TextInput port;
    private final TextInput host;
    private final CommandInput command;
    private final TextInput period;
    private final TextInput timeout;

    /** @param every the period of a new probe */
    public CheckInput(Way initialWay, Optional<Probe> initial, Duration every) {
        this.initialWay = initialWay;
        this.initial = initial;
        this.every = initial.map(Probe::every).orElse(every);
        way = new SimpleObjectProperty<>(initialWay);
        Optional<Check.Port> known = port(initial);
        port = TextInput.singleLine(portText(known), CheckInput::portProblem);
        host = TextInput.singleLine(hostText(known), CheckInput::hostProblem);
        command = new CommandInput(command(initial), true);
        period = TextInput.singleLine(Seconds.text(this.every), CheckInput::secondsProblem);
        timeout = TextInput.singleLine(Seconds.text(timeoutBefore()), CheckInput::secondsProblem);
    }

    private static Optional<Check.Port> port(Optional<Probe> probe) {
        return probe.map(Probe::check).filter(Check.Port.class::isInstance).map(Check.Port.class::cast);
    }

    private static String portText(Optional<Check.Port> check) {
        return check.map(Check.Port::number).orElse("");
    }

    private static Optional<String> portProblem(String typed) {
        try {
            port(Check.LOCAL, typed.strip());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return InstanceTemplate.problem(typed)
                    .or(() -> Optional.of(Texts.text("form.check.port.problem", InstanceTemplate.sum(9100))));
        }
    }

    private static Check.Port port(String host, String typed) {
        Optional<Integer> base = InstanceTemplate.base(typed);
        return new Check.Port(host, base.isPresent() ? base.get() : Integer.parseInt(typed), base.isPresent());
    }

    private static String hostText(Optional<Check.Port> check) {
        return check.map(Check.Port::host).orElse(Check.LOCAL);
    }

    private static Optional<Command> command(Optional<Probe> probe) {
        return probe.map(Probe::check).filter(Check.Run.class::isInstance).map(check -> ((Check.Run) check).command());
    }

    /** Shows another way, and what is checked by it. */
    public void show(Way newWay, Optional<Probe> probe) {
        way.set(newWay);
        port.valueProperty().set(portText(port(probe)));
        host.valueProperty().set(hostText(port(probe)));
        command.show(command(probe));
        probe.ifPresent(known -> {
            period.valueProperty().set(Seconds.text(known.every()));
            timeout.valueProperty().set(Seconds.text(known.timeout()));
        });
    }

    private Duration timeoutBefore() {
        return initial.map(Probe::timeout).orElse(Probe.DEFAULT_TIMEOUT);
    }

    private static Optional<String> hostProblem(String typed) {
        return typed.isBlank() || typed.indexOf('\0') >= 0
                ? Optional.of(Texts.text("form.check.host.problem"))
                : Optional.empty();
    }

    private static Optional<String> secondsProblem(String typed) {
        return Seconds.problem(typed, Probe.MIN, Probe.MAX);
    }

    public ObjectProperty<Way> wayProperty() {
        return way;
    }

    public TextInput port() {
        return port;
    }

    public TextInput host() {
        return host;
    }

    public CommandInput command() {
        return command;
    }

    public TextInput period() {
        return period;
    }

    public TextInput timeout() {
        return timeout;
    }

    public List<TextInput> all() {
        return List.of(port, host, command.text(), period, timeout);
    }

    /** Those that the chosen way needs. */
    public List<TextInput> shown() {
        List<TextInput> shown = new ArrayList<>();
        if (way.get() == Way.PORT) {
            shown.addAll(List.of(port, host));
        } else if (way.get() == Way.COMMAND) {
            shown.add(command.text());
        }
        if (way.get().isRepeated()) {
            shown.add(period);
        }
        if (way.get().isProbe()) {
            shown.add(timeout);
        }
        return shown;
    }

    public boolean changed() {
        return way.get() != initialWay || shown().stream().anyMatch(TextInput::changed);
    }

    /** Tells of every edit. */
    public void onEdit(Runnable edited) {
        way.addListener(changed -> edited.run());
        all().forEach(input -> input.valueProperty().addListener(changed -> edited.run()));
    }

    /** What is checked, in a short phrase. */
    public String words() {
        return way.get() == Way.PORT && port.problemProperty().get().isEmpty()
                ? Texts.text("form.check.words.port-number", port.value().strip())
                : Texts.text("form.check.words." + way.get().name());
    }

    private Check check() {
        return switch (way.get()) {
            case COMMAND ->
                new Check.Run(command.command()
                        .orElseThrow(() -> new IllegalArgumentException(Texts.text("form.command.missing"))));
            case HEARTBEAT -> new Check.Heartbeat();
            default -> port(host.value().strip(), port.value().strip());
        };
    }

    /**
     * The probe that was typed.
     *
     * @throws IllegalArgumentException where one of the inputs has a problem
     */
    public Probe probe() {
        return new Probe(check(), Seconds.typed(period, every), Seconds.typed(timeout, timeoutBefore()));
    }
}
