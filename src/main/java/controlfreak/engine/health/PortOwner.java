package controlfreak.engine.health;

import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.Phrases;
import controlfreak.engine.base.PortHolders;
import controlfreak.model.Check;
import controlfreak.process.Census;
import controlfreak.process.Family;
import controlfreak.process.ListeningSockets;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.SeenProcess;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether a port that takes connections is a service's own, as far as the system tells whose it is. Engine thread
 * only.
 */
final class PortOwner {
    /** These listen for others, and nothing tells for whom. */
    private static final Set<String> FORWARDERS = Set.of(
            "conmon",
            "docker-proxy",
            "inetd",
            "pasta",
            "rootlesskit",
            "rootlessport",
            "slirp4netns",
            "systemd",
            "xinetd");

    private final EngineParts parts;
    private final Check.Port port;
    private final Family family;
    /** Who had it when it was looked for last: to look at all open files of all processes takes long. */
    private Optional<ProcessIdentity> latest = Optional.empty();

    PortOwner(EngineParts parts, Check.Port port, Family family) {
        this.parts = parts;
        this.port = port;
        this.family = family;
    }

    /** What is wrong where the port is known to be another's, in a short phrase; else empty. */
    Optional<String> trouble() {
        if (!PortHolders.isHere(port.host())) {
            return Optional.empty();
        }
        ListeningSockets sockets = parts.table().sockets();
        Set<Long> listening = PortHolders.at(port.port(), sockets);
        Optional<Census> census =
                listening.isEmpty() ? Optional.empty() : parts.lookout().now();
        return census.flatMap(seen -> stranger(seen, sockets, listening))
                .map(process -> Phrases.of(port) + " is held by " + Phrases.named(process, parts.journal()));
    }

    private Optional<SeenProcess> stranger(Census census, ListeningSockets sockets, Set<Long> listening) {
        for (SeenProcess own : family.in(census)) {
            // One that may not be looked into may well be it.
            if (!sockets.heldBy(own.pid(), listening).equals(Optional.of(Set.of()))) {
                return Optional.empty();
            }
        }
        Optional<SeenProcess> holder = PortHolders.holder(
                        latest.flatMap(census::find).stream().toList(), sockets, listening)
                .or(() -> PortHolders.holder(census.all(), sockets, listening));
        latest = holder.map(SeenProcess::identity);
        return holder.filter(process -> !FORWARDERS.contains(process.program()));
    }
}
