package controlfreak.model;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which sockets services name. Pure; any thread. */
public final class SocketNames {
    /**
     * A name of a socket that is not there, cannot be there, or is there twice.
     *
     * @param service who names it; empty where it is there twice
     * @param problem a sentence for people
     */
    public record Lack(Optional<String> service, String socket, String problem) {
        private Lack because(String reason) {
            return new Lack(service, socket, reason);
        }
    }

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
        List<ServiceSpec> all = Stream.concat(
                        proxies.stream().flatMap(proxy -> proxy.services().stream()), services.stream())
                .toList();
        return all.stream()
                .flatMap(service -> service.allSockets().stream()
                        .filter(name -> !names.contains(name))
                        .map(name -> new Lack(
                                Optional.of(service.name()), name, "There is no socket named \"" + name + "\".")))
                .findFirst()
                .or(() -> ofInstances(sockets, all, names));
    }

    /** The first socket of an instance that cannot be, or has another's name. */
    private static Optional<Lack> ofInstances(List<SocketSpec> sockets, List<ServiceSpec> services, Set<String> names) {
        for (SocketSpec socket : sockets) {
            Optional<ServiceSpec> largest = largest(socket, services);
            if (largest.isEmpty()) {
                continue;
            }
            Lack lack = new Lack(largest.map(ServiceSpec::name), socket.name(), "");
            try {
                for (SocketSpec each : of(socket, services)) {
                    if (!names.add(each.name())) {
                        return Optional.of(lack.because("There are two sockets named \"" + each.name() + "\"."));
                    }
                }
            } catch (IllegalArgumentException noPort) {
                return Optional.of(lack.because("Socket " + socket.name() + ": " + noPort.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** The user of a socket for each instance that has most of them. */
    private static Optional<ServiceSpec> largest(SocketSpec socket, List<ServiceSpec> services) {
        return services.stream()
                .filter(service ->
                        socket.isPerInstance() && service.allSockets().contains(socket.name()))
                .max(Comparator.comparingInt(ServiceSpec::instances));
    }

    private static List<SocketSpec> of(SocketSpec socket, List<ServiceSpec> services) {
        return socket.isPerInstance()
                ? IntStream.rangeClosed(
                                1,
                                largest(socket, services)
                                        .map(ServiceSpec::instances)
                                        .orElse(0))
                        .mapToObj(socket::forInstance)
                        .toList()
                : List.of(socket);
    }

    /** All sockets that there are to bind: of one for each instance those of the instances that there are. */
    public static List<SocketSpec> ofProcesses(Workspace workspace) {
        return workspace.sockets().stream()
                .flatMap(socket -> of(socket, workspace.allServices()).stream())
                .toList();
    }

    /** The services that are given a socket, or that of one of their instances, in order. */
    public static List<ServiceSpec> users(Workspace workspace, String socket) {
        return workspace.allServices().stream()
                .filter(service -> service.allSockets().stream()
                        .anyMatch(name -> name.equals(socket)
                                || InstanceTemplate.forAll(name, service.instances())
                                        .anyMatch(socket::equals)))
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
