package controlfreak.model.status;

import controlfreak.model.ServiceId;
import java.util.List;
import java.util.Optional;

/**
 * How far services are that are restarted one after the other. Immutable; any thread.
 *
 * @param done how many are behind it: those that came up again, and those that were passed over
 * @param all how many it was asked for
 * @param current the one that is restarted now
 * @param passedOver those behind it that were not restarted: they were down when their turn came, or were stopped, or
 *     had been in trouble before and have failed again
 */
public record RollingStatus(int done, int all, Optional<ServiceId> current, List<ServiceId> passedOver) {
    public static final RollingStatus NONE = new RollingStatus(0, 0, Optional.empty());

    public RollingStatus {
        passedOver = List.copyOf(passedOver);
    }

    /** Where none was passed over. */
    public RollingStatus(int done, int all, Optional<ServiceId> current) {
        this(done, all, current, List.of());
    }

    /** How many came up again. */
    public int restarted() {
        return done - passedOver.size();
    }
}
