package controlfreak.ui.environment.running;

import controlfreak.model.ServiceId;
import controlfreak.ui.environment.running.EnvironmentDiff.Difference;
import java.util.List;
import java.util.Optional;

/**
 * A process that lives, with what it would get otherwise if it were started now. Immutable; any thread.
 *
 * @param name what it goes by
 * @param service which service's process it is; empty for a proxy's own
 * @param proxy the proxy that it is or stands below
 * @param differences what its environment lacks to be the edited one
 */
public record ComparedProcess(
        String name, Optional<ServiceId> service, Optional<String> proxy, List<Difference> differences) {
    public ComparedProcess {
        differences = List.copyOf(differences);
    }

    public boolean differs() {
        return !differences.isEmpty();
    }
}
