package controlfreak.workspace;

import controlfreak.model.Check;
import controlfreak.model.InstanceTemplate;
import controlfreak.model.Liveness;
import controlfreak.model.Probe;
import controlfreak.model.Readiness;
import controlfreak.model.Readiness.Sign;
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

/** How it is said in a workspace file that a service is ready, and that it works. Any thread. */
final class HealthTypes {
    static final JsonType<Readiness> READY = JsonTypes.of(HealthTypes::readiness, HealthTypes::plain);
    static final JsonType<Liveness> LIVE = JsonTypes.of(HealthTypes::liveness, HealthTypes::plain);

    private HealthTypes() {}

    private static Readiness readiness(JsonValue json) throws JsonProblem {
        JsonFields fields = new JsonFields(json);
        String way = Ways.only(fields, List.of(Keys.PORT, Keys.COMMAND, Keys.LOG, Keys.NOTIFY));
        Sign sign = switch (way) {
            case Keys.LOG -> line(fields.required(way));
            case Keys.NOTIFY -> notified(fields.required(way), new Sign.Notified());
            default -> new Sign.Probed(probe(fields, check(fields, way), Readiness.DEFAULT_EVERY));
        };
        return new Readiness(sign, fields.rest());
    }

    private static Map<String, Object> plain(Readiness readiness) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (readiness.sign() instanceof Sign.Probed probed) {
            put(members, probed.probe(), Readiness.DEFAULT_EVERY);
        } else if (readiness.sign() instanceof Sign.Line line) {
            members.put(Keys.LOG, line.pattern());
        } else {
            members.put(Keys.NOTIFY, true);
        }
        members.putAll(readiness.extra());
        return members;
    }

    private static Sign line(JsonValue json) throws JsonProblem {
        String pattern = json.asText();
        return json.made(() -> new Sign.Line(pattern));
    }

    private static <V> V notified(JsonValue json, V by) throws JsonProblem {
        if (!JsonTypes.FLAG.read(json)) {
            throw json.problem("Only true makes sense here. Leave it out for no wait.");
        }
        return by;
    }

    private static Liveness liveness(JsonValue json) throws JsonProblem {
        JsonFields fields = new JsonFields(json);
        Check check = check(fields, Ways.only(fields, List.of(Keys.PORT, Keys.COMMAND, Keys.NOTIFY)));
        Probe probe = probe(fields, check, Liveness.DEFAULT_EVERY);
        int failures = fields.read(Keys.FAILURES, JsonTypes.WHOLE_NUMBER, Liveness.DEFAULT_FAILURES);
        return fields.value(Keys.FAILURES).orElse(json).made(() -> new Liveness(probe, failures, fields.rest()));
    }

    private static Map<String, Object> plain(Liveness liveness) {
        Map<String, Object> members = new LinkedHashMap<>();
        put(members, liveness.probe(), Liveness.DEFAULT_EVERY);
        Ways.put(members, Keys.FAILURES, JsonTypes.WHOLE_NUMBER, liveness.failures(), Liveness.DEFAULT_FAILURES);
        members.putAll(liveness.extra());
        return members;
    }

    private static Check check(JsonFields fields, String way) throws JsonProblem {
        JsonValue given = fields.required(way);
        if (way.equals(Keys.COMMAND)) {
            return new Check.Run(SpecTypes.COMMAND.read(given));
        }
        if (way.equals(Keys.NOTIFY)) {
            return notified(given, new Check.Heartbeat());
        }
        Optional<Integer> base =
                given.content() instanceof String text ? InstanceTemplate.base(text) : Optional.<Integer>empty();
        int port = base.isPresent() ? base.get() : JsonTypes.WHOLE_NUMBER.read(given);
        given.made(() -> new Check.Port(Check.LOCAL, port, base.isPresent()));
        String host = fields.read(Keys.HOST, JsonTypes.TEXT, Check.LOCAL);
        return fields.value(Keys.HOST).orElse(given).made(() -> new Check.Port(host, port, base.isPresent()));
    }

    private static Probe probe(JsonFields fields, Check check, Duration normal) throws JsonProblem {
        Duration every = fields.read(Keys.EVERY, JsonTypes.SECONDS, normal);
        Duration timeout = fields.read(Keys.TIMEOUT, JsonTypes.SECONDS, Probe.DEFAULT_TIMEOUT);
        if (fields.value(Keys.EVERY).isPresent()) {
            fields.required(Keys.EVERY).made(() -> new Probe(check, every, Probe.DEFAULT_TIMEOUT));
        }
        if (fields.value(Keys.TIMEOUT).isPresent()) {
            return fields.required(Keys.TIMEOUT).made(() -> new Probe(check, every, timeout));
        }
        return new Probe(check, every, timeout);
    }

    private static void put(Map<String, Object> members, Probe probe, Duration normal) {
        if (probe.check() instanceof Check.Port port) {
            members.put(Keys.PORT, port.perInstance() ? port.number() : port.port());
            Ways.put(members, Keys.HOST, JsonTypes.TEXT, port.host(), Check.LOCAL);
        } else if (probe.check() instanceof Check.Run run) {
            members.put(Keys.COMMAND, SpecTypes.COMMAND.plain(run.command()));
        } else {
            members.put(Keys.NOTIFY, true);
        }
        Ways.put(members, Keys.EVERY, JsonTypes.SECONDS, probe.every(), normal);
        Ways.put(members, Keys.TIMEOUT, JsonTypes.SECONDS, probe.timeout(), Probe.DEFAULT_TIMEOUT);
    }
}
