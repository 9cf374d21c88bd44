package controlfreak.process;

import controlfreak.model.rights.RunAs;
import java.util.Optional;

/** As whom the panel may run children, and what it may give them. Any thread. */
public interface Privileges {
    /**
     * What a child has to do before its program runs so that a wish is fulfilled.
     *
     * @throws LaunchException where the panel may not have it so, or there is no such user or group
     */
    Prelude prelude(RunAs wish) throws LaunchException;

    /** Who somebody is who is named; empty where nobody is, or nobody of that name is known. */
    Optional<Account> account(RunAs wish);
}
