package controlfreak.ui.form.run;

import controlfreak.model.Check;
import controlfreak.model.Health;
import controlfreak.model.InstanceTemplate;
import controlfreak.model.Liveness;
import controlfreak.model.Probe;
import controlfreak.model.Readiness;
import controlfreak.model.Readiness.Sign;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Streams;
import controlfreak.ui.form.field.FormPart;
import controlfreak.ui.form.field.Numbers;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.form.run.CheckInput.Way;
import controlfreak.ui.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** How one can tell that a service is ready and healthy, as an operator edits it. FX thread only. */
public final class HealthInput implements FormPart {
    public static final List<Way> READY_WAYS = List.of(Way.NONE, Way.PORT, Way.LINE, Way.COMMAND, Way.NOTIFY);
    public static final List<Way> LIVE_WAYS = List.of(Way.NONE, Way.PORT, Way.COMMAND, Way.HEARTBEAT);

    private final Health initial;
    private final Supplier<Streams> streams;
    private final CheckInput ready;
    private final TextInput line;
    private final CheckInput live;
    private final TextInput failures;
    private final ReadOnlyStringWrapper readyWords = new ReadOnlyStringWrapper();
    private final ReadOnlyStringWrapper liveWords = new ReadOnlyStringWrapper();

    /** @param streams where the service's output leads: only in what is kept there are lines to look at */
    public HealthInput(Health initial, Supplier<Streams> streams) {
        this.initial = initial;
        this.streams = streams;
        Optional<Sign> sign = initial.ready().map(Readiness::sign);
        ready = new CheckInput(readyWay(sign), probe(sign), Readiness.DEFAULT_EVERY);
        line = TextInput.singleLine(
                pattern(sign), typed -> lineProblem(typed, streams.get().keepsAny()));
        Optional<Probe> watched = initial.live().map(Liveness::probe);
        live = new CheckInput(liveWay(watched), watched, Liveness.DEFAULT_EVERY);
        failures = TextInput.singleLine(
                failures(initial.live()), typed -> Numbers.problem(typed, 1, Liveness.MAX_FAILURES));
        onChoice(this::describe);
        describe();
    }

    private static Way readyWay(Optional<Sign> sign) {
        return sign.map(HealthInput::way).orElse(Way.NONE);
    }

    private static Way liveWay(Optional<Probe> watched) {
        return watched.map(HealthInput::way).orElse(Way.NONE);
    }

    private static Optional<Probe> probe(Optional<Sign> sign) {
        return sign.filter(Sign.Probed.class::isInstance).map(known -> ((Sign.Probed) known).probe());
    }

    private static String pattern(Optional<Sign> sign) {
        return sign.filter(Sign.Line.class::isInstance)
                .map(known -> ((Sign.Line) known).pattern())
                .orElse("");
    }

    private static String failures(Optional<Liveness> live) {
        return Integer.toString(live.map(Liveness::failures).orElse(Liveness.DEFAULT_FAILURES));
    }

    private static Way way(Sign sign) {
        if (sign instanceof Sign.Probed probed) {
            return way(probed.probe());
        }
        return sign instanceof Sign.Line ? Way.LINE : Way.NOTIFY;
    }

    private static Way way(Probe probe) {
        if (probe.check() instanceof Check.Port) {
            return Way.PORT;
        }
        return probe.check() instanceof Check.Run ? Way.COMMAND : Way.HEARTBEAT;
    }

    private static Optional<String> lineProblem(String typed, boolean keepsOutput) {
        if (!keepsOutput) {
            return Optional.of(Texts.text("form.check.line.no-output"));
        }
        try {
            new Sign.Line(typed);
            return InstanceTemplate.problem(typed);
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** The port that it is ready by, as typed; empty where it is by none. */
    public String readyPort() {
        return ready.wayProperty().get() == Way.PORT ? ready.port().value() : "";
    }

    public CheckInput ready() {
        return ready;
    }

    public TextInput line() {
        return line;
    }

    public CheckInput live() {
        return live;
    }

    public TextInput failures() {
        return failures;
    }

    /** Where its output leads was chosen anew. */
    public void streamsHaveChanged() {
        line.recheck();
        describe();
    }

    /** When it is ready, in words. */
    public ReadOnlyStringProperty readyWordsProperty() {
        return readyWords.getReadOnlyProperty();
    }

    /** How it is watched, in words. */
    public ReadOnlyStringProperty liveWordsProperty() {
        return liveWords.getReadOnlyProperty();
    }

    @Override
    public List<TextInput> inputs() {
        List<TextInput> all = new ArrayList<>(readyShown(true));
        all.addAll(liveShown(true));
        return all;
    }

    @Override
    public List<TextInput> needed() {
        List<TextInput> shown = new ArrayList<>(readyShown(false));
        shown.addAll(liveShown(false));
        return shown;
    }

    /** The fields of readiness: all, or those that are needed. */
    public List<TextInput> readyShown(boolean all) {
        List<TextInput> inputs = new ArrayList<>(all ? ready.all() : ready.shown());
        if (all || ready.wayProperty().get() == Way.LINE) {
            inputs.add(line);
        }
        return inputs;
    }

    /** The fields of liveness: all, or those that are needed. */
    public List<TextInput> liveShown(boolean all) {
        List<TextInput> inputs = new ArrayList<>(all ? live.all() : live.shown());
        if (all || live.wayProperty().get().isRepeated()) {
            inputs.add(failures);
        }
        return inputs;
    }

    @Override
    public void onChoice(Runnable chosen) {
        ready.onEdit(chosen);
        live.onEdit(chosen);
        List.of(line, failures).forEach(input -> input.valueProperty().addListener(changed -> chosen.run()));
    }

    @Override
    public boolean changed() {
        return ready.changed() || live.changed() || needed().stream().anyMatch(TextInput::changed);
    }

    @Override
    public void show(ServiceSpec service) {
        Optional<Sign> sign = service.health().ready().map(Readiness::sign);
        ready.show(readyWay(sign), probe(sign));
        line.valueProperty().set(pattern(sign));
        Optional<Liveness> watched = service.health().live();
        live.show(liveWay(watched.map(Liveness::probe)), watched.map(Liveness::probe));
        failures.valueProperty().set(failures(watched));
    }

    private void describe() {
        readyWords.set(Texts.text("form.ready.words", readyWhen()));
        liveWords.set(Texts.text("form.live.words", live.words()));
    }

    private String readyWhen() {
        Streams kept = streams.get();
        if (ready.wayProperty().get() != Way.LINE || kept.keepStdout() == kept.keepStderr()) {
            return ready.words();
        }
        return Texts.text(kept.keepStdout() ? "form.check.words.line.only-out" : "form.check.words.line.only-err");
    }

    @Override
    public void fill(ServiceSpec.Draft service) {
        service.health = changed() ? new Health(readiness(), liveness()) : initial;
    }

    private Optional<Readiness> readiness() {
        Map<String, Object> extra = initial.ready().map(Readiness::extra).orElse(Map.of());
        return switch (ready.wayProperty().get()) {
            case NONE, HEARTBEAT -> Optional.empty();
            case PORT, COMMAND -> Optional.of(new Readiness(new Sign.Probed(ready.probe()), extra));
            case LINE -> Optional.of(new Readiness(new Sign.Line(line.value()), extra));
            case NOTIFY -> Optional.of(new Readiness(new Sign.Notified(), extra));
        };
    }

    private Optional<Liveness> liveness() {
        return live.wayProperty().get() == Way.NONE
                ? Optional.empty()
                : Optional.of(new Liveness(
                        live.probe(),
                        Integer.parseInt(failures.value().strip()),
                        initial.live().map(Liveness::extra).orElse(Map.of())));
    }
}
