package controlfreak.workspace;

import controlfreak.model.ExitStatus;
import controlfreak.model.RestartPolicy.StartLimit;
import controlfreak.model.Signal;
import controlfreak.workspace.json.JsonFields;
import controlfreak.workspace.json.JsonProblem;
import controlfreak.workspace.json.JsonType;
import controlfreak.workspace.json.JsonTypes;
import controlfreak.workspace.json.JsonValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How it is said in a workspace file what follows the end of a process. Any thread. */
final class RestartTypes {
    private static final int LAST_CODE = 255;

    static final JsonType<List<ExitStatus>> ENDS = JsonTypes.list(JsonTypes.of(RestartTypes::end, RestartTypes::plain));
    static final JsonType<StartLimit> LIMIT = JsonTypes.of(RestartTypes::limit, RestartTypes::plain);

    private RestartTypes() {}

    private static ExitStatus end(JsonValue json) throws JsonProblem {
        if (json.content() instanceof String name) {
            return signal(name)
                    .map(ExitStatus::killedBy)
                    .orElseThrow(() -> json.problem("An exit code from 1 to 255, or the name of a signal that ends a"
                            + " process, without SIG, is needed here: "
                            + Arrays.stream(Signal.values())
                                    .filter(Signal::ends)
                                    .map(Signal::name)
                                    .collect(Collectors.joining(", "))
                            + "."));
        }
        int code = JsonTypes.WHOLE_NUMBER.read(json);
        if (code < 1 || code > LAST_CODE) {
            throw json.problem("An exit code here is between 1 and 255; 0 is always a normal end.");
        }
        return ExitStatus.exited(code);
    }

    private static Optional<Signal> signal(String name) {
        return Arrays.stream(Signal.values())
                .filter(Signal::ends)
                .filter(signal -> signal.name().equals(name))
                .findFirst();
    }

    private static Object plain(ExitStatus end) {
        return end.signal() == 0 ? end.code() : end.brief().substring("SIG".length());
    }

    private static StartLimit limit(JsonValue json) throws JsonProblem {
        JsonFields fields = new JsonFields(json);
        JsonValue starts = fields.required(Keys.STARTS);
        int count = JsonTypes.WHOLE_NUMBER.read(starts);
        StartLimit few = starts.made(() -> new StartLimit(count, Duration.ZERO));
        JsonValue seconds = fields.required(Keys.SECONDS);
        Duration within = JsonTypes.SECONDS.read(seconds);
        StartLimit limit = seconds.made(() -> new StartLimit(few.starts(), within));
        Optional<String> other = fields.rest().keySet().stream().findFirst();
        if (other.isPresent()) {
            throw fields.problem(other.get(), "Only \"starts\" and \"seconds\" are understood here.");
        }
        return limit;
    }

    private static Map<String, Object> plain(StartLimit limit) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(Keys.STARTS, limit.starts());
        members.put(Keys.SECONDS, JsonTypes.SECONDS.plain(limit.within()));
        return members;
    }
}
