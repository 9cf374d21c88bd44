package controlfreak.ui.environment.running;

import controlfreak.model.EffectiveEnvironment;
import controlfreak.model.EffectiveEnvironment.Layer;
import controlfreak.model.EffectiveEnvironment.Setting;
import controlfreak.model.Environment;
import controlfreak.model.Origin;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.Workspace;
import controlfreak.ui.environment.edit.EnvironmentTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** What a target's process would get; of a service's processes, the first one. */
    public EffectiveEnvironment of(EnvironmentTarget target) {
        if (target instanceof EnvironmentTarget.Proxy proxy) {
            return ofProxy(proxy.name());
        }
        if (target instanceof EnvironmentTarget.Service service) {
            return workspace
                    .service(service.name())
                    .map(spec -> ofService(spec.ids().get(0)))
                    .orElseGet(() -> layered(Optional.empty(), List.of()));
        }
        return layered(Optional.empty(), List.of());
    }

    public EffectiveEnvironment ofProxy(String name) {
        return layered(
                running.effectiveOfProxy(name),
                List.of(new Layer(Origin.PROXY, new EnvironmentTarget.Proxy(name).own(workspace))));
    }

    public EffectiveEnvironment ofService(ServiceId id) {
        List<Layer> layers = new ArrayList<>();
        Optional<ProxySpec> proxy = workspace.proxyOf(id.service());
        Optional<EffectiveEnvironment> known = running.effective(id);
        proxy.ifPresent(spec -> {
            layers.add(new Layer(Origin.PROXY, spec.env()));
            // The process has it from the proxy, where its own word is stronger.
            running.effectiveOfProxy(spec.name()).ifPresent(effective -> layers.add(engine(effective, Set.of())));
            known.ifPresent(effective ->
                    layers.add(new Layer(Origin.LOAD, Environment.of(said(effective, Origin.LOAD)))));
        });
        layers.add(new Layer(Origin.SERVICE, new EnvironmentTarget.Service(id.service()).own(workspace)));
        Set<String> proxys = proxy.flatMap(spec -> running.effectiveOfProxy(spec.name()))
                .map(effective -> said(effective, Origin.ENGINE).keySet())
                .orElse(Set.of());
        return layered(known, layers, proxys);
    }

    private EffectiveEnvironment layered(Optional<EffectiveEnvironment> known, List<Layer> above) {
        return layered(known, above, Set.of());
    }

    private EffectiveEnvironment layered(
            Optional<EffectiveEnvironment> known, List<Layer> above, Set<String> saidBelow) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer(Origin.WORKSPACE, workspace.env()));
        layers.addAll(above);
        known.ifPresent(effective -> layers.add(engine(effective, saidBelow)));
        return EffectiveEnvironment.of(known.map(EditedEnvironments::inherited).orElseGet(running::inherited), layers);
    }

    private static Layer engine(EffectiveEnvironment effective, Set<String> but) {
        Map<String, Optional<String>> said = said(effective, Origin.ENGINE);
        said.keySet().removeAll(but);
        return new Layer(Origin.ENGINE, Environment.of(said));
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
