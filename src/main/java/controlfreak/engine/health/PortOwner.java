package controlfreak.engine.health;

import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.Phrases;
import controlfreak.model.Check;
import controlfreak.process.Census;
import controlfreak.process.Family;
import controlfreak.process.ListeningSockets;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.SeenProcess;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells whether a port that takes connections is a service's own, as far as the system tells whose it is. Engine thread
 * only.
 */
final class PortOwner {
    private static final Pattern HERE = Pattern.compile("localhost|127\\..*|0\\.0\\.0\\.0|::1?|\\[::1?]");

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
        if (!HERE.matcher(port.host()).matches()) {
            return Optional.empty();
        }
        ListeningSockets sockets = parts.table().sockets();
        Set<Long> listening = sockets.ports().orElse(Map.of()).entrySet().stream()
                .filter(entry -> entry.getValue() == port.port())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Optional<Census> census =
                listening.isEmpty() ? Optional.empty() : parts.lookout().now();
        return census.flatMap(seen -> stranger(seen, sockets, listening))
                .map(process -> Phrases.of(port) + " is held by " + process.text());
    }

    private Optional<SeenProcess> stranger(Census census, ListeningSockets sockets, Set<Long> listening) {
        for (SeenProcess own : family.in(census)) {
            // One that may not be looked into may well be it.
            if (!sockets.heldBy(own.pid(), listening).equals(Optional.of(Set.of()))) {
                return Optional.empty();
            }
        }
        Optional<SeenProcess> holder = holder(
                        latest.flatMap(census::find).stream().toList(), sockets, listening)
                .or(() -> holder(census.all(), sockets, listening));
        latest = holder.map(SeenProcess::identity);
        return holder.filter(process -> !FORWARDERS.contains(process.program()));
    }

    private static Optional<SeenProcess> holder(
            Collection<SeenProcess> processes, ListeningSockets sockets, Set<Long> listening) {
        return List.copyOf(processes).stream()
                .filter(process -> !sockets.heldBy(process.pid(), listening)
                        .orElse(Set.of())
                        .isEmpty())
                .findFirst();
    }
}
