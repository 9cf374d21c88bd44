package controlfreak.workspace;

import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Dependency;
import controlfreak.model.Health;
import controlfreak.model.Liveness;
import controlfreak.model.Probe;
import controlfreak.model.Readiness;
import controlfreak.model.Readiness.Sign;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes of a service's fields what it is started after, and how one can tell that it works. */
final class HealthReader {
    private HealthReader() {}

    static List<Dependency> dependencies(JsonFields service) throws JsonProblem {
        Optional<JsonValue> object = service.value(Keys.DEPENDS_ON);
        List<Dependency> dependencies = new ArrayList<>();
        if (object.isPresent()) {
            for (Map.Entry<String, JsonValue> entry : object.get().asObject().entrySet()) {
                dependencies.add(dependency(entry.getKey(), entry.getValue()));
            }
        }
        return dependencies;
    }

    private static Dependency dependency(String name, JsonValue value) throws JsonProblem {
        Optional<Dependency.Until> until = Stream.of(Dependency.Until.values())
                .filter(known -> known.word().equals(value.content()))
                .findFirst();
        if (until.isEmpty()) {
            throw value.problem("\"ready\", \"running\" or \"completed\" is needed here.");
        }
        try {
            return new Dependency(name, until.get());
        } catch (IllegalArgumentException refused) {
            throw value.problem(refused.getMessage());
        }
    }

    static Health health(JsonFields service) throws JsonProblem {
        Optional<JsonFields> ready = service.object(Keys.READY);
        Optional<JsonFields> live = service.object(Keys.LIVE);
        return new Health(
                ready.isPresent() ? Optional.of(readiness(ready.get())) : Optional.empty(),
                live.isPresent() ? Optional.of(liveness(live.get())) : Optional.empty());
    }

    private static Readiness readiness(JsonFields fields) throws JsonProblem {
        String way = only(fields, List.of(Keys.PORT, Keys.COMMAND, Keys.LOG, Keys.NOTIFY));
        Sign sign = switch (way) {
            case Keys.LOG -> line(fields);
            case Keys.NOTIFY -> notified(fields);
            default -> new Sign.Probed(probe(fields, check(fields, way), Readiness.DEFAULT_EVERY));
        };
        return new Readiness(sign, fields.rest());
    }

    private static Sign line(JsonFields fields) throws JsonProblem {
        String pattern = fields.text(Keys.LOG).orElseThrow();
        return fields.made(Keys.LOG, () -> new Sign.Line(pattern));
    }

    private static Sign notified(JsonFields fields) throws JsonProblem {
        if (!fields.flag(Keys.NOTIFY, true)) {
            throw fields.problem(Keys.NOTIFY, "Only true makes sense here. Remove \"ready\" for no wait.");
        }
        return new Sign.Notified();
    }

    private static Liveness liveness(JsonFields fields) throws JsonProblem {
        Check check = check(fields, only(fields, List.of(Keys.PORT, Keys.COMMAND)));
        Probe probe = probe(fields, check, Liveness.DEFAULT_EVERY);
        int failures = fields.wholeNumber(Keys.FAILURES, Liveness.DEFAULT_FAILURES);
        return fields.made(Keys.FAILURES, () -> new Liveness(probe, failures, fields.rest()));
    }

    /** The one of some ways that is given. */
    private static String only(JsonFields fields, List<String> ways) throws JsonProblem {
        List<String> given =
                ways.stream().filter(way -> fields.value(way).isPresent()).toList();
        if (given.isEmpty()) {
            throw fields.problem("One of these is needed here: " + String.join(", ", ways) + ".");
        }
        if (given.size() > 1) {
            throw fields.problem(given.get(1), "Only one of these can be given: " + String.join(", ", given) + ".");
        }
        return given.get(0);
    }

    private static Check check(JsonFields fields, String way) throws JsonProblem {
        if (way.equals(Keys.COMMAND)) {
            Command command = SpecReader.command(fields);
            return new Check.Run(command);
        }
        int port = fields.wholeNumber(Keys.PORT, 0);
        fields.made(Keys.PORT, () -> new Check.Port(Check.LOCAL, port));
        String host = fields.text(Keys.HOST).orElse(Check.LOCAL);
        return fields.made(Keys.HOST, () -> new Check.Port(host, port));
    }

    private static Probe probe(JsonFields fields, Check check, Duration normal) throws JsonProblem {
        Duration every = fields.seconds(Keys.EVERY, normal);
        Duration timeout = fields.seconds(Keys.TIMEOUT, Probe.DEFAULT_TIMEOUT);
        fields.made(Keys.EVERY, () -> new Probe(check, every, Probe.DEFAULT_TIMEOUT));
        return fields.made(Keys.TIMEOUT, () -> new Probe(check, every, timeout));
    }
}
