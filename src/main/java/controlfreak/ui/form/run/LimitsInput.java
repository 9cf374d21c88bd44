package controlfreak.ui.form.run;

import controlfreak.model.RestartPolicy;
import controlfreak.model.RestartPolicy.StartLimit;
import controlfreak.ui.form.field.Numbers;
import controlfreak.ui.form.field.Seconds;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.fx.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What limits the restarts of a service, as an operator edits it; what is left empty limits nothing. FX thread only. */
public final class LimitsInput {
    private final RestartPolicy initial;
    private final TextInput longest;
    private final TextInput starts;
    private final TextInput within;

    LimitsInput(RestartPolicy initial) {
        this.initial = initial;
        longest = TextInput.singleLine(longest(initial), LimitsInput::secondsProblem);
        starts = TextInput.singleLine(starts(initial), this::startsProblem);
        within = TextInput.singleLine(within(initial), this::withinProblem);
        starts.valueProperty().addListener(changed -> within.recheck());
        within.valueProperty().addListener(changed -> starts.recheck());
        starts.recheck();
    }

    private static String longest(RestartPolicy policy) {
        return policy.maxDelay().map(Seconds::text).orElse("");
    }

    private static String starts(RestartPolicy policy) {
        return policy.startLimit()
                .map(limit -> Integer.toString(limit.starts()))
                .orElse("");
    }

    private static String within(RestartPolicy policy) {
        return policy.startLimit().map(limit -> Seconds.text(limit.within())).orElse("");
    }

    private static Optional<String> secondsProblem(String typed) {
        return typed.isBlank() ? Optional.empty() : Seconds.problem(typed, Duration.ZERO, RestartPolicy.MAX_WAIT);
    }

    private Optional<String> startsProblem(String typed) {
        if (typed.isBlank()) {
            boolean isMissed = within != null && !within.value().isBlank();
            return isMissed ? Optional.of(Texts.text("form.restart.starts.missing")) : Optional.empty();
        }
        return Numbers.problem(typed, 1, StartLimit.MAX_STARTS);
    }

    private Optional<String> withinProblem(String typed) {
        return typed.isBlank() && !starts.value().isBlank()
                ? Optional.of(Texts.text("form.restart.within.missing"))
                : secondsProblem(typed);
    }

    /** The most seconds between two tries. */
    public TextInput longest() {
        return longest;
    }

    /** How many starts there may be. */
    public TextInput starts() {
        return starts;
    }

    /** Within how many seconds. */
    public TextInput within() {
        return within;
    }

    List<TextInput> inputs() {
        return List.of(longest, starts, within);
    }

    void show(RestartPolicy policy) {
        longest.valueProperty().set(longest(policy));
        starts.valueProperty().set(starts(policy));
        within.valueProperty().set(within(policy));
    }

    void fill(RestartPolicy.Draft policy) {
        policy.maxDelay = longest.value().isBlank()
                ? Optional.empty()
                : Optional.of(Seconds.typed(longest, initial.maxDelay().orElse(Duration.ZERO)));
        policy.startLimit = starts.value().isBlank()
                ? Optional.empty()
                : Optional.of(new StartLimit(
                        Integer.parseInt(starts.value().strip()),
                        Seconds.typed(
                                within,
                                initial.startLimit().map(StartLimit::within).orElse(Duration.ZERO))));
    }

    /** What limits them, for the end of a sentence; empty where nothing does, or what is typed cannot be read. */
    String words() {
        boolean isKnown = !starts.value().isBlank()
                && startsProblem(starts.value()).isEmpty()
                && withinProblem(within.value()).isEmpty();
        return isKnown
                ? Texts.text(
                        "form.restart.limit",
                        Integer.parseInt(starts.value().strip()),
                        within.value().strip())
                : "";
    }
}
