package controlfreak.workspace;

import controlfreak.model.Dependencies;
import controlfreak.model.Environment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.SocketNames;
import controlfreak.model.SocketSpec;
import controlfreak.model.Workspace;
import controlfreak.workspace.json.JsonFields;
import controlfreak.workspace.json.JsonProblem;
import controlfreak.workspace.json.JsonTree;
import controlfreak.workspace.json.JsonTypes;
import controlfreak.workspace.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the text of a workspace file. Any thread. */
final class WorkspaceReader {
    /** A service and where it stands. */
    private record Placed(ServiceSpec spec, JsonValue json) {}

    /** A proxy, where it stands, and the services that stand below it or say that they belong to it. */
    private record Group(ProxySpec spec, JsonValue json, List<Placed> services) {}

    private WorkspaceReader() {}

    static Workspace read(String text) throws JsonProblem {
        JsonFields file = new JsonFields(JsonTree.parse(text));
        checkVersion(file);
        Environment env = file.read(Keys.ENV, SpecTypes.ENVIRONMENT, Environment.EMPTY);
        List<EnvironmentFile> envFiles = file.read(Keys.ENV_FILE, EnvFileTypes.FILES, List.of());
        List<SocketSpec> sockets = file.read(Keys.SOCKETS, SocketTypes.SOCKETS, List.of());
        List<Group> groups = groups(file);
        List<Placed> alone = placeServices(file, groups);

        List<ProxySpec> proxies = groups.stream()
                .map(group -> group.spec().withServices(specs(group.services())))
                .toList();
        List<ServiceSpec> services = specs(alone);
        Optional<Workspace.Clash> clash = Workspace.clash(proxies, services);
        if (clash.isPresent()) {
            throw problem(clash.get(), groups, alone);
        }
        Optional<Dependencies.Knot> knot = Dependencies.knot(proxies, services);
        if (knot.isPresent()) {
            throw problem(knot.get(), all(groups, alone));
        }
        Optional<SocketNames.Lack> lack = SocketNames.lack(sockets, proxies, services);
        if (lack.isPresent()) {
            throw problem(lack.get(), all(groups, alone));
        }
        return new Workspace(env, envFiles, sockets, proxies, services, file.rest());
    }

    private static void checkVersion(JsonFields file) throws JsonProblem {
        if (file.value(Keys.VERSION).isEmpty()) {
            throw file.problem("This is not a workspace: \"controlfreak\": 1 is missing.");
        }
        int version = file.read(Keys.VERSION, JsonTypes.WHOLE_NUMBER, 0);
        if (version > Keys.CURRENT_VERSION) {
            throw file.problem(
                    Keys.VERSION,
                    "A newer Control Freak wrote this file (format " + version + ", this one reads up to "
                            + Keys.CURRENT_VERSION + "). Update Control Freak to open it.");
        }
        if (version < 1) {
            throw file.problem(Keys.VERSION, "There is no format " + version + ". The first is 1.");
        }
    }

    private static List<Group> groups(JsonFields file) throws JsonProblem {
        List<Group> groups = new ArrayList<>();
        for (JsonValue json : file.items(Keys.PROXIES)) {
            ProxySpec proxy = SpecFields.PROXY.read(json);
            List<Placed> services = new ArrayList<>();
            for (JsonValue service : new JsonFields(json).items(Keys.SERVICES)) {
                checkProxy(service, proxy.name());
                services.add(new Placed(proxy.services().get(services.size()), service));
            }
            groups.add(new Group(proxy, json, services));
        }
        return groups;
    }

    /** A service below a proxy need not name it; where it does, there is only one right name. */
    private static void checkProxy(JsonValue service, String proxy) throws JsonProblem {
        JsonFields fields = new JsonFields(service);
        if (!fields.read(Keys.PROXY, JsonTypes.TEXT, proxy).equals(proxy)) {
            throw fields.problem(Keys.PROXY, "This service stands below another proxy. Move it, or remove this field.");
        }
    }

    /** Puts each service that names its proxy below it, and returns those that name none. */
    private static List<Placed> placeServices(JsonFields file, List<Group> groups) throws JsonProblem {
        Map<String, Group> byName = new LinkedHashMap<>();
        for (Group group : groups) {
            byName.putIfAbsent(group.spec().name(), group);
        }
        List<Placed> alone = new ArrayList<>();
        for (JsonValue json : file.items(Keys.SERVICES)) {
            Placed placed = new Placed(SpecFields.SERVICE.read(json), json);
            Optional<JsonValue> proxy = new JsonFields(json).value(Keys.PROXY);
            if (proxy.isEmpty()) {
                alone.add(placed);
                continue;
            }
            String name = proxy.get().asText();
            if (!byName.containsKey(name)) {
                throw proxy.get().problem("There is no proxy named \"" + name + "\" in this file.");
            }
            byName.get(name).services().add(placed);
        }
        return alone;
    }

    private static List<ServiceSpec> specs(List<Placed> services) {
        return services.stream().map(Placed::spec).toList();
    }

    private static JsonProblem problem(Workspace.Clash clash, List<Group> groups, List<Placed> alone)
            throws JsonProblem {
        JsonValue second = clash.isProxy()
                ? groups.get(clash.index()).json()
                : all(groups, alone).get(clash.index()).json();
        return new JsonFields(second).problem(Keys.NAME, clash.problem());
    }

    private static JsonProblem problem(Dependencies.Knot knot, List<Placed> all) throws JsonProblem {
        return new JsonFields(placed(knot.service(), all).json())
                .required(Keys.DEPENDS_ON)
                .asObject()
                .get(knot.dependency())
                .problem(knot.problem());
    }

    private static JsonProblem problem(SocketNames.Lack lack, List<Placed> all) throws JsonProblem {
        Placed placed = placed(lack.service().orElseThrow(), all);
        JsonFields fields = new JsonFields(placed.json());
        int index = placed.spec().sockets().indexOf(lack.socket());
        JsonValue place = index < 0
                ? fields.required(Keys.STDIN)
                : fields.items(Keys.SOCKETS).get(index);
        return place.problem(lack.problem());
    }

    private static Placed placed(String service, List<Placed> all) {
        return all.stream()
                .filter(placed -> placed.spec().name().equals(service))
                .findFirst()
                .orElseThrow();
    }

    private static List<Placed> all(List<Group> groups, List<Placed> alone) {
        List<Placed> all = new ArrayList<>();
        groups.forEach(group -> all.addAll(group.services()));
        all.addAll(alone);
        return all;
    }
}
