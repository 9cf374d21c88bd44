package controlfreak.workspace;

import controlfreak.model.Ask;
import controlfreak.model.Command;
import controlfreak.model.Control;
import controlfreak.model.Reach;
import controlfreak.model.Reload;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.Stop;
import controlfreak.workspace.json.JsonFields;
import controlfreak.workspace.json.JsonProblem;
import controlfreak.workspace.json.JsonType;
import controlfreak.workspace.json.JsonTypes;
import controlfreak.workspace.json.JsonValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How it is said in a workspace file what a running service understands. Any thread. */
final class ControlTypes {
    private static final Signal USUAL = Signal.TERM;
    private static final Duration USUAL_WAIT = RestartPolicy.DEFAULT.stopWait();

    static final JsonType<Stopping> STOP = JsonTypes.of(ControlTypes::stopping, ControlTypes::plain);
    static final JsonType<Reload> RELOAD = JsonTypes.of(ControlTypes::reload, ControlTypes::plain);

    static final JsonType<String> PID_FILE = JsonTypes.of(ControlTypes::pidFile, path -> path);

    private static final JsonType<Signal> SIGNAL = JsonTypes.of(ControlTypes::signal, Signal::name);
    private static final JsonType<Reach> REACH = JsonTypes.of(ControlTypes::reach, Reach::word);

    private ControlTypes() {}

    /**
     * How a service is asked to end, and for how long.
     *
     * @param patience empty for the usual time
     */
    record Stopping(Stop stop, Optional<Duration> patience) {
        static Stopping of(ServiceSpec spec) {
            return new Stopping(
                    spec.control().stop(),
                    Optional.of(spec.restart().stopWait()).filter(wait -> !wait.equals(USUAL_WAIT)));
        }

        void fill(ServiceSpec.Draft draft) {
            draft.control = draft.control.withStop(stop);
            patience.ifPresent(given -> draft.restart = draft.restart.withStopWait(given));
        }
    }

    private static String pidFile(JsonValue json) throws JsonProblem {
        String path = json.asText();
        json.made(() -> Control.DEFAULT.withPidFile(Optional.of(path)));
        return path;
    }

    private static Stopping stopping(JsonValue json) throws JsonProblem {
        JsonFields fields = new JsonFields(json);
        Ask ask = fields.value(Keys.COMMAND).isPresent() ? run(fields) : send(fields, Optional.of(USUAL));
        Optional<JsonValue> given = fields.value(Keys.WAIT);
        Optional<Duration> wait = Optional.empty();
        if (given.isPresent()) {
            Duration read = JsonTypes.SECONDS.read(given.get());
            wait = Optional.of(given.get().made(() -> RestartPolicy.DEFAULT.withStopWait(read)))
                    .map(RestartPolicy::stopWait);
        }
        Stop stop = fields.value(Keys.SIGNAL).orElse(json).made(() -> new Stop(ask, fields.rest()));
        return new Stopping(stop, wait);
    }

    private static Map<String, Object> plain(Stopping stopping) {
        Map<String, Object> members = plain(stopping.stop().ask(), Optional.of(USUAL));
        Ways.put(members, Keys.WAIT, JsonTypes.SECONDS, stopping.patience().orElse(USUAL_WAIT), USUAL_WAIT);
        members.putAll(stopping.stop().extra());
        return members;
    }

    private static Reload reload(JsonValue json) throws JsonProblem {
        JsonFields fields = new JsonFields(json);
        boolean isCommand =
                Ways.only(fields, List.of(Keys.SIGNAL, Keys.COMMAND)).equals(Keys.COMMAND);
        Ask ask = isCommand ? run(fields) : send(fields, Optional.empty());
        Optional<JsonValue> given = fields.value(Keys.CHECK);
        Optional<Command> check =
                given.isPresent() ? Optional.of(SpecTypes.COMMAND.read(given.get())) : Optional.empty();
        return fields.value(Keys.SIGNAL).orElse(json).made(() -> new Reload(ask, check, fields.rest()));
    }

    private static Map<String, Object> plain(Reload reload) {
        Map<String, Object> members = plain(reload.ask(), Optional.empty());
        reload.check().ifPresent(check -> members.put(Keys.CHECK, SpecTypes.COMMAND.plain(check)));
        members.putAll(reload.extra());
        return members;
    }

    private static Ask run(JsonFields fields) throws JsonProblem {
        for (String key : List.of(Keys.SIGNAL, Keys.TO)) {
            if (fields.value(key).isPresent()) {
                throw fields.problem(key, "A command is given already, and no signal is sent.");
            }
        }
        return new Ask.Run(SpecTypes.COMMAND.read(fields.required(Keys.COMMAND)));
    }

    /** @param usual the signal where none is given; empty where it must be */
    private static Ask send(JsonFields fields, Optional<Signal> usual) throws JsonProblem {
        Signal signal = usual.isPresent()
                ? fields.read(Keys.SIGNAL, SIGNAL, usual.get())
                : SIGNAL.read(fields.required(Keys.SIGNAL));
        Optional<JsonValue> to = fields.value(Keys.TO);
        return new Ask.Send(signal, to.isPresent() ? Optional.of(REACH.read(to.get())) : Optional.empty());
    }

    private static Map<String, Object> plain(Ask ask, Optional<Signal> usual) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (ask instanceof Ask.Run run) {
            members.put(Keys.COMMAND, SpecTypes.COMMAND.plain(run.command()));
        } else if (ask instanceof Ask.Send send) {
            if (!usual.equals(Optional.of(send.signal()))) {
                members.put(Keys.SIGNAL, SIGNAL.plain(send.signal()));
            }
            send.reach().ifPresent(reach -> members.put(Keys.TO, REACH.plain(reach)));
        }
        return members;
    }

    private static Signal signal(JsonValue json) throws JsonProblem {
        return named(json, List.of(Signal.values()), Signal::name, "The name of a signal without SIG");
    }

    private static Reach reach(JsonValue json) throws JsonProblem {
        return named(json, List.of(Reach.values()), Reach::word, "Whom it is for");
    }

    private static <V> V named(JsonValue json, List<V> values, Function<V, String> name, String what)
            throws JsonProblem {
        String word = json.asText();
        Optional<V> found =
                values.stream().filter(value -> name.apply(value).equals(word)).findFirst();
        if (found.isEmpty()) {
            String names = values.stream().map(name).collect(Collectors.joining(", "));
            throw json.problem(what + " is needed here: " + names + ".");
        }
        return found.get();
    }
}
