package controlfreak.workspace;

import controlfreak.model.Command;
import controlfreak.model.Dependency;
import controlfreak.model.Environment;
import controlfreak.model.InstanceTemplate;
import controlfreak.model.Names;
import controlfreak.workspace.json.JsonProblem;
import controlfreak.workspace.json.JsonType;
import controlfreak.workspace.json.JsonTypes;
import controlfreak.workspace.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** How the parts of proxies and services are said in a workspace file. Any thread. */
final class SpecTypes {
    static final JsonType<String> NAME = JsonTypes.of(SpecTypes::name, name -> name);
    static final JsonType<Command> COMMAND = JsonTypes.of(SpecTypes::command, SpecTypes::plain);
    static final JsonType<Optional<String>> FOLDER = JsonTypes.of(SpecTypes::folder, folder -> folder.orElse(""));
    static final JsonType<Environment> ENVIRONMENT =
            JsonTypes.of(json -> environment(json, value -> Optional.empty()), SpecTypes::plain);
    /** Values can be made of an instance's number. */
    static final JsonType<Environment> SERVICE_ENVIRONMENT =
            JsonTypes.of(json -> environment(json, InstanceTemplate::problem), SpecTypes::plain);

    static final JsonType<List<Dependency>> DEPENDENCIES =
            JsonTypes.of(SpecTypes::dependencies, SpecTypes::plainDependencies);

    private SpecTypes() {}

    private static String name(JsonValue json) throws JsonProblem {
        String name = json.asText();
        refuse(json, Names.problem(name));
        return name;
    }

    private static void refuse(JsonValue json, Optional<String> problem) throws JsonProblem {
        if (problem.isPresent()) {
            throw json.problem(problem.get());
        }
    }

    private static Command command(JsonValue json) throws JsonProblem {
        if (json.content() instanceof String text) {
            return json.made(() -> new Command.Text(text));
        }
        if (!(json.content() instanceof List)) {
            throw json.problem("A command is a text in quotes or a list of them.");
        }
        List<String> words = JsonTypes.list(JsonTypes.TEXT).read(json);
        return json.made(() -> new Command.Words(words));
    }

    private static Object plain(Command command) {
        return command instanceof Command.Words words ? words.words() : command.display();
    }

    private static Optional<String> folder(JsonValue json) throws JsonProblem {
        String folder = json.asText();
        if (folder.indexOf('\0') >= 0) {
            throw json.problem("A folder's name cannot hold a NUL character.");
        }
        return Optional.of(folder).filter(text -> !text.isEmpty());
    }

    /** @param valueProblem says what else is wrong with a value */
    private static Environment environment(JsonValue json, Function<String, Optional<String>> valueProblem)
            throws JsonProblem {
        Map<String, Optional<String>> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> entry : json.asObject().entrySet()) {
            JsonValue value = entry.getValue();
            if (value.content() != null && !(value.content() instanceof String)) {
                throw value.problem("A text in quotes is needed here, or null to take the variable away.");
            }
            Optional<String> text = Optional.ofNullable((String) value.content());
            refuse(
                    value,
                    Environment.nameProblem(entry.getKey())
                            .or(() -> text.flatMap(Environment::valueProblem))
                            .or(() -> text.flatMap(valueProblem)));
            entries.put(entry.getKey(), text);
        }
        return Environment.of(entries);
    }

    private static Map<String, Object> plain(Environment environment) {
        Map<String, Object> variables = new LinkedHashMap<>();
        environment.entries().forEach((name, value) -> variables.put(name, value.orElse(null)));
        return variables;
    }

    private static List<Dependency> dependencies(JsonValue json) throws JsonProblem {
        List<Dependency> dependencies = new ArrayList<>();
        for (Map.Entry<String, JsonValue> entry : json.asObject().entrySet()) {
            dependencies.add(dependency(entry.getKey(), entry.getValue()));
        }
        return dependencies;
    }

    private static Dependency dependency(String name, JsonValue json) throws JsonProblem {
        Optional<Dependency.Until> until = Stream.of(Dependency.Until.values())
                .filter(known -> known.word().equals(json.content()))
                .findFirst();
        if (until.isEmpty()) {
            throw json.problem("\"ready\", \"running\" or \"completed\" is needed here.");
        }
        return json.made(() -> new Dependency(name, until.get()));
    }

    private static Map<String, Object> plainDependencies(List<Dependency> dependencies) {
        Map<String, Object> words = new LinkedHashMap<>();
        dependencies.forEach(
                dependency -> words.put(dependency.name(), dependency.until().word()));
        return words;
    }
}
