package controlfreak.workspace;

import static controlfreak.workspace.json.JsonTypes.FLAG;
import static controlfreak.workspace.json.JsonTypes.TEXT;

import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Health;
import controlfreak.model.Probe;
import controlfreak.model.ProxySpec;
import controlfreak.model.Readiness;
import controlfreak.model.Reload;
import controlfreak.model.ServiceSpec;
import controlfreak.workspace.json.JsonFields;
import controlfreak.workspace.json.JsonProblem;
import controlfreak.workspace.json.JsonTree;
import controlfreak.workspace.json.JsonType;
import controlfreak.workspace.json.JsonTypes;
import controlfreak.workspace.json.JsonValue;
import controlfreak.workspace.preset.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Reads presets, whose services are written as in a workspace file, and gives services what fits them. Any thread. */
public final class PresetFiles {
    /** Stands in the check of a reload for the service's command. */
    private static final Pattern COMMAND = Pattern.compile("\\bCOMMAND\\b");

    private static final JsonType<Map<String, String>> NOTES = JsonTypes.of(PresetFiles::notes, notes -> notes);

    private PresetFiles() {}

    /** A preset's service as it is when it is begun with: with its own command. */
    public static ServiceSpec begun(Preset preset) {
        return withCheckOf(preset.service().command(), preset.service());
    }

    /**
     * All presets of a folder, by the names of their files.
     *
     * @throws WorkspaceException where one cannot be read, in a sentence that says where it is wrong
     */
    public static List<Preset> read(Path folder) throws IOException, WorkspaceException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        List<Preset> presets = new ArrayList<>();
        for (Path file : files) {
            try {
                presets.add(preset(JsonTree.parse(Files.readString(file))));
            } catch (JsonProblem problem) {
                throw new WorkspaceException(problem.in(file.toString()));
            }
        }
        return presets;
    }

    static Preset preset(JsonValue json) throws JsonProblem {
        JsonFields file = new JsonFields(json);
        Optional<JsonValue> proxy = file.value("proxy");
        Optional<ProxySpec> pool =
                proxy.isPresent() ? Optional.of(SpecFields.PROXY.read(proxy.get())) : Optional.empty();
        ServiceSpec service =
                pool.isPresent() ? worker(pool.get(), proxy.get()) : SpecFields.SERVICE.read(file.required("service"));
        Preset preset = new Preset(
                words(file, "name"),
                TEXT.read(file.required("icon")),
                words(file, "about"),
                file.read("programs", JsonTypes.list(TEXT), List.of()),
                file.read("placeholder", TEXT, ""),
                port(file),
                foreground(file),
                service,
                pool,
                inLanguage(file, "notes", NOTES, Map.of()));
        if (!file.rest().isEmpty()) {
            throw file.problem("Nothing is known of " + file.rest().keySet() + ".");
        }
        return preset;
    }

    private static String words(JsonFields file, String key) throws JsonProblem {
        return inLanguage(file, key, TEXT, TEXT.read(file.required(key)));
    }

    /** In the language of the panel where the file has it, as {@code "about.de"}; the others are known, too. */
    private static <V> V inLanguage(JsonFields file, String key, JsonType<V> type, V otherwise) throws JsonProblem {
        V english = file.read(key, type, otherwise);
        V here = file.read(key + "." + Locale.getDefault().getLanguage(), type, english);
        for (String other : file.rest().keySet()) {
            if (other.startsWith(key + ".")) {
                type.read(file.required(other));
            }
        }
        return here;
    }

    private static Optional<Preset.PortOption> port(JsonFields file) throws JsonProblem {
        Optional<JsonValue> json = file.value("port");
        if (json.isEmpty()) {
            return Optional.empty();
        }
        JsonFields port = new JsonFields(json.get());
        return Optional.of(new Preset.PortOption(pattern(port.required("option")), port.read("assumed", FLAG, false)));
    }

    private static Optional<Preset.Foreground> foreground(JsonFields file) throws JsonProblem {
        Optional<JsonValue> json = file.value("foreground");
        if (json.isEmpty()) {
            return Optional.empty();
        }
        JsonFields foreground = new JsonFields(json.get());
        return Optional.of(new Preset.Foreground(
                foreground.read("add", TEXT, ""), pattern(foreground, "stays"), pattern(foreground, "leaves")));
    }

    private static Optional<Pattern> pattern(JsonFields fields, String key) throws JsonProblem {
        Optional<JsonValue> json = fields.value(key);
        return json.isPresent() ? Optional.of(pattern(json.get())) : Optional.empty();
    }

    private static Pattern pattern(JsonValue json) throws JsonProblem {
        try {
            return Pattern.compile(json.asText());
        } catch (PatternSyntaxException e) {
            throw json.problem("This is no regular expression: " + e.getDescription() + ".");
        }
    }

    private static ServiceSpec worker(ProxySpec pool, JsonValue proxy) throws JsonProblem {
        if (pool.services().isEmpty()) {
            throw proxy.problem("A service is needed below the proxy.");
        }
        return pool.services().get(0);
    }

    private static Map<String, String> notes(JsonValue json) throws JsonProblem {
        Map<String, String> notes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> note : json.asObject().entrySet()) {
            notes.put(note.getKey(), note.getValue().asText());
        }
        return notes;
    }

    /** A service with what a preset says of all that it says nothing of itself; its name and command stay. */
    public static ServiceSpec completed(ServiceSpec service, Preset preset) {
        return SpecFields.SERVICE.completed(
                service, withCheckOf(service.command(), forCommand(preset, service.command())));
    }

    /** The preset's service, listening where a command says, and not told to listen anywhere where nobody knows. */
    private static ServiceSpec forCommand(Preset preset, Command command) {
        ServiceSpec service = preset.service();
        if (preset.port().isEmpty() || command.equals(service.command())) {
            return service;
        }
        Matcher named = preset.port().get().option().matcher(command.display());
        if (named.find()) {
            int port = Integer.parseInt(named.group(1));
            return port > 0 && port <= Check.MAX_PORT ? onPort(service, port) : withoutReady(service);
        }
        return preset.port().get().isAssumed() ? service : withoutReady(service);
    }

    /** What checks a program's settings before a reload is mostly its own command with one more word. */
    private static ServiceSpec withCheckOf(Command command, ServiceSpec service) {
        String text = command instanceof Command.Text known
                ? Matcher.quoteReplacement(known.text().strip())
                : "";
        Optional<Reload> checked = service.control()
                .reload()
                .map(reload -> reload.check()
                        .map(check -> new Reload(reload.ask(), checkOf(check, text), reload.extra()))
                        .orElse(reload));
        return service.with(draft -> draft.control = service.control().withReload(checked));
    }

    private static Optional<Command> checkOf(Command check, String command) {
        return Optional.of(command)
                .filter(text -> !text.isEmpty())
                .map(text -> new Command.Text(COMMAND.matcher(check.display()).replaceAll(text)));
    }

    /** A command with what keeps its program in the foreground, where it lacks that. */
    public static Command inForeground(Command command, Preset preset) {
        String text = command.display();
        boolean lacks = preset.foreground()
                .filter(foreground -> !foreground.add().isEmpty())
                .filter(foreground -> foreground.stays().stream()
                        .noneMatch(stays -> stays.matcher(text).find()))
                .isPresent();
        return lacks && command instanceof Command.Text
                ? new Command.Text(text.stripTrailing() + " "
                        + preset.foreground().orElseThrow().add())
                : command;
    }

    /** What in a command sends its program to the background; empty where nothing does. */
    public static Optional<String> leaving(Command command, Preset preset) {
        return preset.foreground()
                .flatMap(Preset.Foreground::leaves)
                .map(leaves -> leaves.matcher(command.display()))
                .filter(Matcher::find)
                .map(found -> found.group().strip());
    }

    private static ServiceSpec withoutReady(ServiceSpec service) {
        return service.withHealth(new Health(Optional.empty(), service.health().live()));
    }

    private static ServiceSpec onPort(ServiceSpec service, int port) {
        return service.withHealth(new Health(
                service.health().ready().map(ready -> onPort(ready, port)),
                service.health().live()));
    }

    private static Readiness onPort(Readiness ready, int port) {
        return ready.sign() instanceof Readiness.Sign.Probed probed
                        && probed.probe().check() instanceof Check.Port known
                ? new Readiness(
                        new Readiness.Sign.Probed(new Probe(
                                new Check.Port(known.host(), port),
                                probed.probe().every(),
                                probed.probe().timeout())),
                        ready.extra())
                : ready;
    }
}
