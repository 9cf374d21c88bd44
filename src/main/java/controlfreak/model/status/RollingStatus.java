package controlfreak.model.status;

import controlfreak.model.ServiceId;
import java.util.Optional;

/**
 * How far services are that are restarted one after the other. Immutable; any thread.
 *
 * @param done how many are behind it: those that came up again, and those that there was nothing to do for
 * @param all how many it was asked for
 * @param current the one that is restarted now
 */
public record RollingStatus(int done, int all, Optional<ServiceId> current) {
    public static final RollingStatus NONE = new RollingStatus(0, 0, Optional.empty());
}
