package controlfreak.ui.environment.running;

import controlfreak.model.ServiceId;
import controlfreak.ui.environment.edit.EnvironmentTarget;
import controlfreak.ui.environment.running.EnvironmentDiff.Difference;
import controlfreak.ui.fx.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Says what a restart restarts, and for which variables. FX thread only. */
public final class RestartReasons {
    private static final int NAMED = 6;

    private final List<ComparedProcess> reached;
    private final ComparedProcesses live;

    private RestartReasons(List<ComparedProcess> reached, ComparedProcesses live) {
        this.reached = reached;
        this.live = live;
    }

    /** A sentence for each proxy and each service that restarts. */
    public static List<String> of(EnvironmentRestart restart, List<ComparedProcess> reached, ComparedProcesses live) {
        RestartReasons reasons = new RestartReasons(reached, live);
        List<String> sentences = new ArrayList<>();
        restart.proxies().forEach(proxy -> sentences.add(reasons.ofProxy(proxy)));
        Map<String, List<ServiceId>> services = new LinkedHashMap<>();
        restart.services()
                .forEach(id -> services.computeIfAbsent(id.service(), name -> new ArrayList<>())
                        .add(id));
        services.values().forEach(ids -> sentences.add(reasons.ofServices(ids)));
        return List.copyOf(sentences);
    }

    private String ofProxy(String name) {
        long workers = live.reachedBy(new EnvironmentTarget.Proxy(name)).stream()
                .filter(process -> process.service().isPresent())
                .count();
        return Texts.text(
                "env.restart.why.proxy",
                name,
                workers,
                variables(process -> process.proxy().equals(Optional.of(name))));
    }

    private String ofServices(List<ServiceId> ids) {
        return Texts.text(
                "env.restart.why.services",
                listed(ids.stream().map(ServiceId::name).toList()),
                ids.size(),
                variables(process -> process.service().filter(ids::contains).isPresent()));
    }

    private String variables(Predicate<ComparedProcess> which) {
        TreeSet<String> names = new TreeSet<>();
        reached.stream()
                .filter(which)
                .flatMap(process -> process.differences().stream())
                .map(Difference::name)
                .forEach(names::add);
        return listed(List.copyOf(names));
    }

    /** Names of which only the first few are told. */
    public static String listed(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() > NAMED ? Texts.text("env.differs.more", shown, names.size() - NAMED) : shown;
    }
}
