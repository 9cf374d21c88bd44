package controlfreak.ui.fx;

import controlfreak.model.Check;
import controlfreak.model.Readiness;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The ports that services are said to take: those that they are ready by, and those that their variables name. Any thread. */
public final class DeclaredPorts {
    private DeclaredPorts() {}

    /** Those of one process. */
    public static Set<Integer> of(ServiceSpec service, ServiceId process) {
        ServiceSpec one = service.forInstance(process);
        Set<Integer> ports = new HashSet<>();
        one.health().ready().map(Readiness::sign).ifPresent(sign -> {
            if (sign instanceof Readiness.Sign.Probed probed
                    && probed.probe().check() instanceof Check.Port port
                    && port.host().equals(Check.LOCAL)) {
                ports.add(port.port());
            }
        });
        one.env().entries().forEach((name, value) -> PortClash.port(name, value).ifPresent(ports::add));
        return ports;
    }

    /**
     * Says which other service takes a port of this one, too; empty where none does. Those that are given sockets may
     * share theirs.
     */
    public static Optional<String> clash(ServiceSpec service, Workspace workspace) {
        if (!service.allSockets().isEmpty()) {
            return Optional.empty();
        }
        Set<Integer> own = new HashSet<>();
        service.ids().forEach(id -> own.addAll(of(service, id)));
        List<ServiceSpec> others = own.isEmpty() ? List.of() : workspace.allServices();
        return others.stream()
                .filter(other -> !other.name().equals(service.name())
                        && other.allSockets().isEmpty())
                .flatMap(other -> other.ids().stream().flatMap(id -> words(id, of(other, id), own)))
                .findFirst();
    }

    private static Stream<String> words(ServiceId other, Set<Integer> theirs, Set<Integer> own) {
        return theirs.stream()
                .filter(own::contains)
                .sorted()
                .map(port -> Texts.text("form.port.clash", other.name(), Integer.toString(port)));
    }
}
