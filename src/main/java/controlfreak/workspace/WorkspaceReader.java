package controlfreak.workspace;

import controlfreak.model.Environment;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the text of a workspace file. Any thread. */
final class WorkspaceReader {
    /** A service and the fields it was read from. */
    private record Placed(ServiceSpec spec, JsonFields fields) {}

    /** A proxy's fields and the services that stand below it, or say that they belong to it. */
    private record Group(JsonFields fields, List<Placed> services) {}

    private WorkspaceReader() {}

    static Workspace read(String text) throws JsonProblem {
        JsonFields file = new JsonFields(JsonTree.parse(text));
        checkVersion(file);
        Environment env = SpecReader.environment(file);
        List<Group> groups = groups(file);
        List<Placed> alone = placeServices(file, groups);

        List<ProxySpec> proxies = new ArrayList<>();
        for (Group group : groups) {
            proxies.add(SpecReader.proxy(group.fields(), specs(group.services())));
        }
        List<ServiceSpec> services = specs(alone);
        Optional<Workspace.Clash> clash = Workspace.clash(proxies, services);
        if (clash.isPresent()) {
            throw problem(clash.get(), groups, alone);
        }
        Optional<Workspace.Knot> knot = Workspace.knot(proxies, services);
        if (knot.isPresent()) {
            throw problem(knot.get(), all(groups, alone));
        }
        return new Workspace(env, proxies, services, file.rest());
    }

    private static void checkVersion(JsonFields file) throws JsonProblem {
        if (file.value(Keys.VERSION).isEmpty()) {
            throw file.problem(Keys.VERSION, "This is not a workspace: \"controlfreak\": 1 is missing.");
        }
        int version = file.wholeNumber(Keys.VERSION, 0);
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
        for (JsonFields proxy : file.objects(Keys.PROXIES)) {
            List<Placed> services = new ArrayList<>();
            for (JsonFields service : proxy.objects(Keys.SERVICES)) {
                checkProxy(service, proxy);
                services.add(new Placed(SpecReader.service(service), service));
            }
            groups.add(new Group(proxy, services));
        }
        return groups;
    }

    /** A service below a proxy need not name it; where it does, there is only one right name. */
    private static void checkProxy(JsonFields service, JsonFields proxy) throws JsonProblem {
        Optional<String> named = service.text(Keys.PROXY);
        if (named.isPresent() && !named.equals(proxy.text(Keys.NAME))) {
            throw service.problem(
                    Keys.PROXY, "This service stands below another proxy. Move it, or remove this field.");
        }
    }

    /** Puts each service that names its proxy below it, and returns those that name none. */
    private static List<Placed> placeServices(JsonFields file, List<Group> groups) throws JsonProblem {
        Map<String, Group> byName = new LinkedHashMap<>();
        for (Group group : groups) {
            byName.putIfAbsent(group.fields().text(Keys.NAME).orElse(""), group);
        }
        List<Placed> alone = new ArrayList<>();
        for (JsonFields fields : file.objects(Keys.SERVICES)) {
            Optional<String> proxy = fields.text(Keys.PROXY);
            if (proxy.isPresent() && !byName.containsKey(proxy.get())) {
                throw fields.problem(Keys.PROXY, "There is no proxy named \"" + proxy.get() + "\" in this file.");
            }
            List<Placed> place = proxy.isPresent() ? byName.get(proxy.get()).services() : alone;
            place.add(new Placed(SpecReader.service(fields), fields));
        }
        return alone;
    }

    private static List<ServiceSpec> specs(List<Placed> services) {
        return services.stream().map(Placed::spec).toList();
    }

    private static JsonProblem problem(Workspace.Clash clash, List<Group> groups, List<Placed> alone) {
        if (clash.isProxy()) {
            return groups.get(clash.index()).fields().problem(Keys.NAME, clash.problem());
        }
        return all(groups, alone).get(clash.index()).fields().problem(Keys.NAME, clash.problem());
    }

    private static JsonProblem problem(Workspace.Knot knot, List<Placed> all) throws JsonProblem {
        Placed tied = all.stream()
                .filter(placed -> placed.spec().name().equals(knot.service()))
                .findFirst()
                .orElseThrow();
        return tied.fields()
                .required(Keys.DEPENDS_ON)
                .asObject()
                .get(knot.dependency())
                .problem(knot.problem());
    }

    private static List<Placed> all(List<Group> groups, List<Placed> alone) {
        List<Placed> all = new ArrayList<>();
        groups.forEach(group -> all.addAll(group.services()));
        all.addAll(alone);
        return all;
    }
}
