package controlfreak.workspace;

import controlfreak.model.Command;
import controlfreak.model.Dependency;
import controlfreak.model.Environment;
import controlfreak.model.Health;
import controlfreak.model.Names;
import controlfreak.model.ProxySpec;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes one proxy, one service or one environment of the fields of its JSON object. */
final class SpecReader {
    private SpecReader() {}

    static ProxySpec proxy(JsonFields fields, List<ServiceSpec> services) throws JsonProblem {
        String name = name(fields);
        String description = fields.text(Keys.DESCRIPTION).orElse("");
        Optional<Command> command =
                fields.value(Keys.COMMAND).isPresent() ? Optional.of(command(fields)) : Optional.empty();
        boolean auto = fields.flag(Keys.AUTO, true);
        Optional<String> cwd = cwd(fields);
        Environment env = environment(fields);
        return new ProxySpec(name, description, command, auto, cwd, env, services, fields.rest());
    }

    static ServiceSpec service(JsonFields fields) throws JsonProblem {
        String name = name(fields);
        Command command = command(fields);
        int instances = fields.wholeNumber(Keys.INSTANCES, 1);
        fields.made(Keys.INSTANCES, () -> ServiceSpec.of(name, command).withInstances(instances));
        String description = fields.text(Keys.DESCRIPTION).orElse("");
        Optional<String> cwd = cwd(fields);
        Environment env = environment(fields);
        List<String> tags = fields.texts(Keys.TAGS);
        boolean keepStdout = !fields.flag(Keys.IGNORE_STDOUT, false);
        boolean keepStderr = !fields.flag(Keys.IGNORE_STDERR, false);
        RestartPolicy restart = restart(fields);
        List<Dependency> dependsOn = HealthReader.dependencies(fields);
        Health health = HealthReader.health(fields);
        return fields.made(
                Keys.READY,
                () -> new ServiceSpec(
                        name,
                        description,
                        command,
                        cwd,
                        instances,
                        env,
                        tags,
                        keepStdout,
                        keepStderr,
                        restart,
                        dependsOn,
                        health,
                        fields.rest()));
    }

    static Environment environment(JsonFields fields) throws JsonProblem {
        Optional<JsonValue> object = fields.value(Keys.ENV);
        if (object.isEmpty()) {
            return Environment.EMPTY;
        }
        Map<String, Optional<String>> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> entry : object.get().asObject().entrySet()) {
            JsonValue value = entry.getValue();
            if (value.content() != null && !(value.content() instanceof String)) {
                throw value.problem("A text in quotes is needed here, or null to take the variable away.");
            }
            Optional<String> text = Optional.ofNullable((String) value.content());
            Optional<String> problem =
                    Environment.nameProblem(entry.getKey()).or(() -> text.flatMap(Environment::valueProblem));
            if (problem.isPresent()) {
                throw value.problem(problem.get());
            }
            entries.put(entry.getKey(), text);
        }
        return Environment.of(entries);
    }

    private static String name(JsonFields fields) throws JsonProblem {
        JsonValue value = fields.required(Keys.NAME);
        String name = value.asText();
        Optional<String> problem = Names.problem(name);
        if (problem.isPresent()) {
            throw value.problem(problem.get());
        }
        return name;
    }

    static Command command(JsonFields fields) throws JsonProblem {
        JsonValue value = fields.required(Keys.COMMAND);
        if (value.content() instanceof String text) {
            return fields.made(Keys.COMMAND, () -> new Command.Text(text));
        }
        if (!(value.content() instanceof List)) {
            throw value.problem("A command is a text in quotes or a list of them.");
        }
        List<String> words = new ArrayList<>();
        for (JsonValue word : value.asArray()) {
            words.add(word.asText());
        }
        return fields.made(Keys.COMMAND, () -> new Command.Words(words));
    }

    private static Optional<String> cwd(JsonFields fields) throws JsonProblem {
        Optional<String> cwd = fields.text(Keys.CWD).filter(text -> !text.isEmpty());
        if (cwd.isPresent() && cwd.get().indexOf('\0') >= 0) {
            throw fields.problem(Keys.CWD, "A folder's name cannot hold a NUL character.");
        }
        return cwd;
    }

    private static RestartPolicy restart(JsonFields fields) throws JsonProblem {
        RestartPolicy normal = RestartPolicy.DEFAULT;
        boolean onFail = fields.flag(Keys.RESPAWN_ON_FAIL, normal.respawnOnFail());
        boolean onStop = fields.flag(Keys.RESPAWN_ON_STOP, normal.respawnOnStop());
        int retries = fields.wholeNumber(Keys.MAX_RETRIES, normal.maxRetries());
        Duration startWait = fields.seconds(Keys.START_WAIT, normal.startWait());
        Duration stopWait = fields.seconds(Keys.STOP_WAIT, normal.stopWait());
        // One field at a time, so that a refusal is said of the field that is at fault.
        fields.made(
                Keys.MAX_RETRIES,
                () -> new RestartPolicy(onFail, onStop, retries, normal.startWait(), normal.stopWait()));
        fields.made(Keys.START_WAIT, () -> new RestartPolicy(onFail, onStop, retries, startWait, normal.stopWait()));
        return fields.made(Keys.STOP_WAIT, () -> new RestartPolicy(onFail, onStop, retries, startWait, stopWait));
    }
}
