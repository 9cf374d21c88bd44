package controlfreak.engine.service;

import controlfreak.model.Dependency;
import java.util.List;
import java.util.Optional;

/** What a service asks of those that it is to be started after. Engine thread only. */
public interface Prerequisites {
    /**
     * What a start waits for.
     *
     * @param names the services and proxies
     * @param words the same, and what is with them, in a short phrase
     */
    record Wait(List<String> names, String words) {}

    /**
     * What has to be waited for now.
     *
     * @param lookAgain where there is anything, this is run on every change of that, until {@link #leave}
     */
    Optional<Wait> await(List<Dependency> dependencies, Runnable lookAgain);

    /** Whether anybody waits for a service to run or to be ready. */
    boolean areWaitedFor(String service);

    /** Who gave that for {@link #await} waits no more. */
    void leave(Runnable lookAgain);
}
