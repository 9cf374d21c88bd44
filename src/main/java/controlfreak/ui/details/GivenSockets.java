package controlfreak.ui.details;

import controlfreak.model.InstanceTemplate;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.SocketNames;
import controlfreak.model.Stdin;
import controlfreak.model.Workspace;
import controlfreak.model.status.SocketStatus;
import controlfreak.ui.fx.Texts;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is told of the listening sockets that a service is given, or a proxy inherits. Any thread. */
final class GivenSockets {
    private final DetailsSource source;
    private final Supplier<Workspace> workspace;

    GivenSockets(DetailsSource source, Supplier<Workspace> workspace) {
        this.source = source;
        this.workspace = workspace;
    }

    String of(ServiceSpec service) {
        List<String> own = List.of(service.name());
        Stream<String> given = service.sockets().stream()
                .flatMap(name -> InstanceTemplate.forAll(name, service.instances()))
                .map(name -> shared(name, own));
        Stream<String> input = service.streams().stdin() instanceof Stdin.Socket socket
                ? InstanceTemplate.forAll(socket.name(), service.instances())
                        .map(name -> Texts.text("details.socket.stdin", shared(name, own)))
                : Stream.of();
        return Stream.concat(given, input).collect(Collectors.joining("\n"));
    }

    String of(ProxySpec proxy) {
        List<String> own = proxy.services().stream().map(ServiceSpec::name).toList();
        return proxy.sockets().stream().map(name -> shared(name, own)).collect(Collectors.joining("\n"));
    }

    /** How a socket is, and who else is given it. */
    private String shared(String name, List<String> own) {
        String others = SocketNames.users(workspace.get(), name).stream()
                .map(ServiceSpec::name)
                .filter(user -> !own.contains(user))
                .collect(Collectors.joining(", "));
        String words = source.sockets().stream()
                .filter(socket -> socket.spec().name().equals(name))
                .findFirst()
                .map(GivenSockets::words)
                .orElse(name);
        return others.isEmpty() ? words : Texts.text("details.socket.shared", words, others);
    }

    private static String words(SocketStatus socket) {
        String name = socket.spec().name();
        String place = socket.spec().place().text();
        if (socket.bound()) {
            return Texts.text("details.socket.bound", name, place);
        }
        return socket.problem().isEmpty()
                ? Texts.text("details.socket.free", name, place)
                : Texts.text("details.socket.refused", name, place, socket.problem());
    }
}
