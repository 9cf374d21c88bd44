package controlfreak.process.privilege;

import controlfreak.model.rights.Limit;
import controlfreak.model.rights.LimitRange;
import java.util.Map;

/**
 * What the panel itself has and may. Immutable; any thread.
 *
 * @param mayChangeUser whether it may run others as whom it likes
 * @param mayRaise whether it may give more of a resource than it has itself
 * @param mayHurry whether it may have others served before itself
 * @param limits its own, as far as the system tells
 * @param oomScoreAdj its own score
 */
record Powers(
        boolean mayChangeUser,
        boolean mayRaise,
        boolean mayHurry,
        Map<Limit, LimitRange> limits,
        int nice,
        int oomScoreAdj) {
    Powers {
        limits = Map.copyOf(limits);
    }
}
