package controlfreak.ui.form.run;

import controlfreak.model.Command;
import controlfreak.model.ExitStatus;
import controlfreak.model.Hooks;
import controlfreak.model.Hooks.Hook;
import controlfreak.model.InstanceTemplate;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.ui.form.field.FormPart;
import controlfreak.ui.form.field.ListInput;
import controlfreak.ui.form.field.Seconds;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.fx.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * What is run around a run of a service, one command on a line, each with {@code (600 s)} behind it where it may take
 * that long, and what counts as a normal end, as an operator edits it. FX thread only.
 */
public final class HooksInput implements FormPart {
    private static final Pattern LINE = Pattern.compile("(.*?)(?:\\s*\\(\\s*([0-9.,]+)\\s*s\\s*\\))?");
    private static final String SIG = "SIG";

    /** Stands for a new line within a command. */
    private static final String NEW_LINE = "⏎";

    private final Hooks initial;
    private final ListInput<Hook> before;
    private final ListInput<Hook> after;
    private final ListInput<ExitStatus> ends;
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper();

    public HooksInput(ServiceSpec service) {
        initial = service.hooks();
        before = ListInput.onLines(initial.before(), HooksInput::text, this::hook);
        after = ListInput.onLines(initial.after(), HooksInput::text, this::hook);
        ends = ListInput.withCommas(
                service.restart().successExit(), HooksInput::text, HooksInput::end, all -> Optional.empty());
        inputs().forEach(input -> input.valueProperty().addListener(changed -> describe()));
        describe();
    }

    private static String text(Hook hook) {
        String command = hook.command().display().replace("\n", NEW_LINE);
        return hook.patience().equals(Hooks.USUAL_WAIT)
                ? command
                : command + " (" + Seconds.text(hook.patience()) + " s)";
    }

    /** One that was there already is that one, with all that the file says of it. */
    private Hook hook(String line) {
        return Stream.concat(initial.before().stream(), initial.after().stream())
                .filter(known -> text(known).equals(line))
                .findFirst()
                .orElseGet(() -> typed(line));
    }

    private static Hook typed(String line) {
        Matcher matcher = LINE.matcher(line);
        String seconds = matcher.matches() ? matcher.group(2) : null;
        String command = (seconds == null ? line : matcher.group(1)).replace(NEW_LINE, "\n");
        InstanceTemplate.problem(command).ifPresent(HooksInput::refuse);
        Hook usual = Hook.of(new Command.Text(command));
        if (seconds == null) {
            return usual;
        }
        Seconds.problem(seconds, Duration.ZERO, Hooks.LONGEST_WAIT).ifPresent(HooksInput::refuse);
        return new Hook(usual.command(), Seconds.parsed(seconds), Map.of());
    }

    private static void refuse(String problem) {
        throw new IllegalArgumentException(problem);
    }

    private static String text(ExitStatus end) {
        return end.signal() == 0 ? Integer.toString(end.code()) : end.brief().replaceFirst("^" + SIG, "");
    }

    private static ExitStatus end(String item) {
        Optional<ExitStatus> signal = Stream.of(Signal.values())
                .filter(Signal::ends)
                .filter(known -> known.name().equals(item) || (SIG + known).equals(item))
                .map(ExitStatus::killedBy)
                .findFirst();
        if (signal.isPresent()) {
            return signal.get();
        }
        if (!item.matches("[0-9]{1,3}") || Integer.parseInt(item) < 1 || Integer.parseInt(item) > 255) {
            throw new IllegalArgumentException(Texts.text("form.around.ends.problem", item));
        }
        return ExitStatus.exited(Integer.parseInt(item));
    }

    /** Commands, one on a line. */
    public TextInput before() {
        return before.text();
    }

    /** Commands, one on a line. */
    public TextInput after() {
        return after.text();
    }

    /** Exit codes and signals, with commas between. */
    public TextInput ends() {
        return ends.text();
    }

    /** All that in words. */
    public ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    @Override
    public List<TextInput> inputs() {
        return List.of(before(), after(), ends());
    }

    @Override
    public boolean changed() {
        return inputs().stream().anyMatch(TextInput::changed);
    }

    @Override
    public void show(ServiceSpec service) {
        before.show(service.hooks().before());
        after.show(service.hooks().after());
        ends.show(service.restart().successExit());
    }

    @Override
    public void fill(ServiceSpec.Draft service) {
        service.hooks = new Hooks(before.items(), after.items());
        List<ExitStatus> normal = ends.items();
        service.restart = service.restart.with(policy -> policy.successExit = normal);
    }

    private void describe() {
        String all = Stream.of(
                        words(
                                "form.around.before",
                                before,
                                hook -> hook.command().display()),
                        words("form.around.after", after, hook -> hook.command().display()),
                        words("form.around.ends", ends, HooksInput::text))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
        words.set(all.isEmpty() ? Texts.text("form.around.nothing") : all);
    }

    private static <T> String words(String key, ListInput<T> list, Function<T, String> text) {
        String items = list.known().orElse(List.of()).stream().map(text).collect(Collectors.joining(", "));
        return items.isEmpty() ? "" : Texts.text(key, items);
    }
}
