package controlfreak.ui.environment.running;

import controlfreak.model.EffectiveEnvironment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.FileVariables;
import controlfreak.model.ServiceId;
import java.util.Map;
import java.util.Optional;

/** What the engine knows of the environments of processes. FX thread only; nothing blocks. */
public interface RunningEnvironments {
    /** The panel's own variables, which everything inherits. */
    Map<String, String> inherited();

    /** What a service's process would get if it were started now; empty where the engine does not know it. */
    Optional<EffectiveEnvironment> effective(ServiceId id);

    /** What a proxy's process would get if it were run now; empty where the engine does not know it. */
    Optional<EffectiveEnvironment> effectiveOfProxy(String name);

    /**
     * What a file of variables says as far as that is known.
     *
     * @param below what references in it find besides its own variables
     */
    FileVariables saidBy(EnvironmentFile file, Map<String, String> below);

    /** What a service's process was started with; empty where none lives. */
    Optional<Map<String, String>> recorded(ServiceId id);

    /** What a proxy's process was started with; empty where none lives. */
    Optional<Map<String, String>> recordedOfProxy(String name);
}
