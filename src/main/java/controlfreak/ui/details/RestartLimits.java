package controlfreak.ui.details;

import controlfreak.model.ExitStatus;
import controlfreak.model.RestartPolicy;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Durations;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is told of how the restarts of a service are limited, and of what counts as a normal end. Any thread. */
final class RestartLimits {
    private RestartLimits() {}

    /** Empty where all is as usual. */
    static String of(RestartPolicy policy) {
        String ends = policy.successExit().stream().map(ExitStatus::brief).collect(Collectors.joining(", "));
        return Stream.of(
                        ends.isEmpty() ? "" : Texts.text("details.limits.ends", ends),
                        policy.startLimit()
                                .map(limit -> Texts.text(
                                        "details.limits.starts", limit.starts(), Durations.exact(limit.within())))
                                .orElse(""),
                        policy.maxDelay()
                                .map(delay -> Texts.text("details.limits.delay", Durations.exact(delay)))
                                .orElse(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
