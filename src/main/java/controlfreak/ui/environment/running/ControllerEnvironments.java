package controlfreak.ui.environment.running;

import controlfreak.engine.Controller;
import controlfreak.model.EffectiveEnvironment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.FileVariables;
import controlfreak.model.ServiceId;
import java.util.Map;
import java.util.Optional;

/** Asks the engine for the environments of processes. FX thread only. */
public final class ControllerEnvironments implements RunningEnvironments {
    private final Controller controller;
    private final Map<String, String> inherited;

    /**
     * @param inherited the panel's own variables, as the engine hands them on
     */
    public ControllerEnvironments(Controller controller, Map<String, String> inherited) {
        this.controller = controller;
        this.inherited = Map.copyOf(inherited);
    }

    @Override
    public Map<String, String> inherited() {
        return inherited;
    }

    @Override
    public Optional<EffectiveEnvironment> effective(ServiceId id) {
        return controller.environmentOf(id);
    }

    @Override
    public Optional<EffectiveEnvironment> effectiveOfProxy(String name) {
        return controller.environmentOfProxy(name);
    }

    @Override
    public FileVariables saidBy(EnvironmentFile file, Map<String, String> below) {
        return controller.saidBy(file, below);
    }

    @Override
    public Optional<Map<String, String>> recorded(ServiceId id) {
        return controller.service(id).flatMap(service -> service.status().environment());
    }

    @Override
    public Optional<Map<String, String>> recordedOfProxy(String name) {
        return controller.proxy(name).flatMap(proxy -> proxy.status().environment());
    }
}
