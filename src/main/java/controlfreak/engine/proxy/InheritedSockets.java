package controlfreak.engine.proxy;

import controlfreak.engine.base.Sockets;
import controlfreak.model.ServiceSpec;
import controlfreak.process.Listeners.Listener;
import java.util.Map;
import java.util.Optional;

/**
 * The sockets that one process of a proxy has inherited and can hand on. Engine thread only.
 *
 * @param byName as they were bound when it was started
 * @param now those that are bound
 */
record InheritedSockets(Map<String, Listener> byName, Sockets now) {
    /** Which one of a service's it does not have, in a sentence for people; empty where it has all. */
    Optional<String> missing(ServiceSpec spec) {
        return spec.allSockets().stream()
                .filter(socket -> !has(socket))
                .findFirst()
                .map(socket -> "Its proxy runs without the socket " + socket + " as it is now. "
                        + (byName.containsKey(socket) ? "Restart the proxy." : "Recycle or restart the proxy."));
    }

    private boolean has(String socket) {
        Optional<Listener> bound = now.bound(socket);
        return bound.isPresent() && bound.equals(Optional.ofNullable(byName.get(socket)));
    }
}
