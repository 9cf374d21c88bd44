package controlfreak.ui.environment.running;

import controlfreak.model.EffectiveEnvironment;
import controlfreak.model.EffectiveEnvironment.Setting;
import controlfreak.model.Environment;
import controlfreak.model.EnvironmentLayers;
import controlfreak.model.Origin;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.Workspace;
import controlfreak.ui.environment.edit.EnvironmentTarget;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What processes would get, by the workspace as it is edited now. The engine hears of an edit a moment later, so only
 * the panel's own variables and those that the engine sets itself are taken from it. Immutable; FX thread only.
 */
public final class EditedEnvironments {
    private final Workspace workspace;
    private final RunningEnvironments running;

    public EditedEnvironments(Workspace workspace, RunningEnvironments running) {
        this.workspace = workspace;
        this.running = running;
    }

    /** What a target's process would get; of a service's processes, the one that is meant. */
    public EnvironmentLayers of(EnvironmentTarget target) {
        if (target instanceof EnvironmentTarget.Proxy proxy) {
            return layersOfProxy(proxy.name());
        }
        if (target instanceof EnvironmentTarget.Service service) {
            return service.process(workspace)
                    .map(this::layersOfService)
                    .orElseGet(() -> workspaceLayers(Optional.empty()));
        }
        return workspaceLayers(Optional.empty());
    }

    public EffectiveEnvironment ofProxy(String name) {
        return layersOfProxy(name).effective();
    }

    public EffectiveEnvironment ofService(ServiceId id) {
        return layersOfService(id).effective();
    }

    private EnvironmentLayers layersOfProxy(String name) {
        Optional<EffectiveEnvironment> known = running.effectiveOfProxy(name);
        EnvironmentLayers layers = workspaceLayers(known);
        workspace.proxy(name).ifPresent(spec -> layers.add(Origin.PROXY, spec.envFiles(), spec.env()));
        known.ifPresent(effective -> layers.add(Origin.ENGINE, engine(effective, Set.of())));
        return layers;
    }

    private EnvironmentLayers layersOfService(ServiceId id) {
        Optional<ProxySpec> proxy = workspace.proxyOf(id.service());
        Optional<EffectiveEnvironment> known = running.effective(id);
        Optional<EffectiveEnvironment> proxys = proxy.flatMap(spec -> running.effectiveOfProxy(spec.name()));
        EnvironmentLayers layers = workspaceLayers(known);
        proxy.ifPresent(spec -> {
            layers.add(Origin.PROXY, spec.envFiles(), spec.env());
            // The process has it from the proxy, where its own word is stronger.
            proxys.ifPresent(effective -> layers.add(Origin.ENGINE, engine(effective, Set.of())));
            known.ifPresent(effective -> layers.add(Origin.LOAD, Environment.of(said(effective, Origin.LOAD))));
        });
        workspace
                .service(id.service())
                .map(spec -> spec.forInstance(id))
                .ifPresent(spec -> layers.add(Origin.SERVICE, spec.envFiles(), spec.env()));
        Set<String> saidBelow =
                proxys.map(effective -> said(effective, Origin.ENGINE).keySet()).orElse(Set.of());
        known.ifPresent(effective -> layers.add(Origin.ENGINE, engine(effective, saidBelow)));
        return layers;
    }

    private EnvironmentLayers workspaceLayers(Optional<EffectiveEnvironment> known) {
        return new EnvironmentLayers(
                        known.map(EditedEnvironments::inherited).orElseGet(running::inherited), running::saidBy)
                .add(Origin.WORKSPACE, workspace.envFiles(), workspace.env());
    }

    private static Environment engine(EffectiveEnvironment effective, Set<String> but) {
        Map<String, Optional<String>> said = said(effective, Origin.ENGINE);
        said.keySet().removeAll(but);
        return Environment.of(said);
    }

    private static Map<String, String> inherited(EffectiveEnvironment effective) {
        Map<String, String> values = new LinkedHashMap<>();
        said(effective, Origin.INHERITED).forEach((name, value) -> value.ifPresent(text -> values.put(name, text)));
        return values;
    }

    private static Map<String, Optional<String>> said(EffectiveEnvironment effective, Origin origin) {
        Map<String, Optional<String>> said = new LinkedHashMap<>();
        effective
                .variables()
                .forEach(variable -> Stream.concat(Stream.of(variable.winner()), variable.overridden().stream())
                        .filter(setting -> setting.origin() == origin)
                        .findFirst()
                        .map(Setting::value)
                        .ifPresent(value -> said.put(variable.name(), value)));
        return said;
    }
}
