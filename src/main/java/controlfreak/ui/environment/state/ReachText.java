package controlfreak.ui.environment.state;

import controlfreak.model.Environment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.environment.edit.EnvironmentTarget;
import controlfreak.ui.environment.running.RestartReasons;
import controlfreak.ui.fx.PortClash;
import controlfreak.ui.fx.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says whom a change of a target's variables reaches, and when. Any thread. */
final class ReachText {
    private ReachText() {}

    static String inWords(EnvironmentTarget target, Workspace workspace) {
        if (target instanceof EnvironmentTarget.Service service) {
            return Texts.text(
                    "env.reach.service",
                    workspace
                            .service(service.name())
                            .map(ServiceSpec::instances)
                            .orElse(0));
        }
        if (target instanceof EnvironmentTarget.Proxy proxy) {
            return Texts.text(
                    "env.reach.proxy",
                    workspace
                            .proxy(proxy.name())
                            .map(spec -> processes(spec.services()))
                            .orElse(0));
        }
        return Texts.text("env.reach.workspace", workspace.proxies().size(), processes(workspace.allServices()));
    }

    /**
     * Says that a proxy has been given variables of the same names before: what its preload made of them is not what the
     * service's own values say. Empty where that is no matter.
     */
    static String preloaded(EnvironmentTarget target, Workspace workspace) {
        if (!(target instanceof EnvironmentTarget.Service service)) {
            return "";
        }
        Environment own = service.own(workspace);
        return workspace
                .proxyOf(service.name())
                .map(proxy -> told(
                        proxy.name(),
                        own.entries().keySet().stream()
                                .filter(proxy.env()::mentions)
                                .toList()))
                .orElse("");
    }

    /** Says that all instances of a service would take one port, whichever level says so. Empty where they would not. */
    static String clash(EnvironmentTarget target, Workspace workspace) {
        if (!(target instanceof EnvironmentTarget.Service service)
                || workspace.service(service.name()).map(ServiceSpec::instances).orElse(1) < 2) {
            return "";
        }
        Map<String, Optional<String>> variables =
                new LinkedHashMap<>(workspace.env().entries());
        workspace
                .proxyOf(service.name())
                .ifPresent(proxy -> variables.putAll(proxy.env().entries()));
        variables.putAll(service.own(workspace).entries());
        return PortClash.in(variables).orElse("");
    }

    /**
     * Says which files are read at each start.
     *
     * @param problem why nothing can be started with what files say
     */
    static String files(List<EnvironmentFile> files, Optional<String> problem) {
        String read = files.isEmpty()
                ? ""
                : Texts.text(
                        "env.files.read",
                        RestartReasons.listed(
                                files.stream().map(EnvironmentFile::path).toList()));
        return problem.map(wrong -> (read + " " + Texts.text("env.files.problem", wrong)).strip())
                .orElse(read);
    }

    private static String told(String proxy, List<String> names) {
        return names.isEmpty()
                ? ""
                : Texts.text("env.reach.preloaded", RestartReasons.listed(names), names.size(), proxy);
    }

    private static int processes(List<ServiceSpec> services) {
        return services.stream().mapToInt(ServiceSpec::instances).sum();
    }
}
