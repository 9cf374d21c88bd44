package controlfreak.model;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which sockets services name. Pure; any thread. */
public final class SocketNames {
    /**
     * A name of a socket that is not there, or is there twice.
     *
     * @param service who names it; empty where it is there twice
     * @param problem a sentence for people
     */
    public record Lack(Optional<String> service, String socket, String problem) {}

    private SocketNames() {}

    /** The first name that means no socket, or two. */
    public static Optional<Lack> lack(List<SocketSpec> sockets, List<ProxySpec> proxies, List<ServiceSpec> services) {
        Set<String> names = new HashSet<>();
        for (SocketSpec socket : sockets) {
            if (!names.add(socket.name())) {
                return Optional.of(new Lack(
                        Optional.empty(), socket.name(), "There are two sockets named \"" + socket.name() + "\"."));
            }
        }
        return Stream.concat(proxies.stream().flatMap(proxy -> proxy.services().stream()), services.stream())
                .flatMap(service -> service.allSockets().stream()
                        .filter(name -> !names.contains(name))
                        .map(name -> new Lack(
                                Optional.of(service.name()), name, "There is no socket named \"" + name + "\".")))
                .findFirst();
    }

    /** The services that are given a socket, in order. */
    public static List<ServiceSpec> users(Workspace workspace, String socket) {
        return workspace.allServices().stream()
                .filter(service -> service.allSockets().contains(socket))
                .toList();
    }

    /** The service with other names for its sockets, and without those that are not left. */
    static ServiceSpec follow(ServiceSpec service, Map<String, String> renamed, Set<String> left) {
        return service.with(draft -> {
            draft.sockets = draft.sockets.stream()
                    .map(name -> renamed.getOrDefault(name, name))
                    .filter(left::contains)
                    .toList();
            if (draft.streams.stdin() instanceof Stdin.Socket input) {
                String name = renamed.getOrDefault(input.name(), input.name());
                draft.streams =
                        draft.streams.withStdin(left.contains(name) ? new Stdin.Socket(name) : new Stdin.Empty());
            }
        });
    }
}
