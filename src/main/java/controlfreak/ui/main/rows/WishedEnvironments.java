package controlfreak.ui.main.rows;

import controlfreak.model.ServiceId;
import java.util.Map;
import java.util.Optional;

/** The variables that processes would get if they were started now; empty where the engine does not know them. */
public interface WishedEnvironments {
    Optional<Map<String, String>> ofService(ServiceId id);

    Optional<Map<String, String>> ofProxy(String name);
}
