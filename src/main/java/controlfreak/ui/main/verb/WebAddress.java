package controlfreak.ui.main.verb;

import controlfreak.figures.Ports;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.SocketNames;
import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a browser finds what a row serves. Pure; FX thread only, as the rows are. */
public final class WebAddress {
    private WebAddress() {}

    /** The addresses of a row, each once: of the sockets that it is given, then of the ports that it waits at. */
    public static List<String> of(Row row, Workspace workspace) {
        List<SocketPlace.Tcp> given = given(row.key(), workspace);
        Stream<String> others = row.facts().figures().ports().map(Ports::numbers).stream()
                .flatMap(List::stream)
                .filter(port -> given.stream().noneMatch(place -> place.port() == port))
                .map(WebAddress::local);
        return Stream.concat(given.stream().map(WebAddress::address), others)
                .distinct()
                .toList();
    }

    /** The address of one of its ports. */
    public static String at(Row row, int port, Workspace workspace) {
        return given(row.key(), workspace).stream()
                .filter(place -> place.port() == port)
                .findFirst()
                .map(WebAddress::address)
                .orElseGet(() -> local(port));
    }

    private static String local(int port) {
        return "http://localhost:" + port + "/";
    }

    private static List<SocketPlace.Tcp> given(RowKey row, Workspace workspace) {
        Map<String, SocketPlace> places = SocketNames.ofProcesses(workspace).stream()
                .collect(Collectors.toMap(SocketSpec::name, SocketSpec::place));
        return names(row, workspace)
                .flatMap(name -> Optional.ofNullable(places.get(name)).stream())
                .filter(SocketPlace.Tcp.class::isInstance)
                .map(SocketPlace.Tcp.class::cast)
                .toList();
    }

    private static Stream<String> names(RowKey row, Workspace workspace) {
        if (row instanceof RowKey.OfProxy proxy) {
            return workspace.proxy(proxy.name()).map(ProxySpec::sockets).stream()
                    .flatMap(List::stream);
        }
        Optional<ServiceSpec> service = row.service().flatMap(workspace::service);
        return service.stream()
                .map(spec -> spec.forInstance(
                        row instanceof RowKey.OfProcess process
                                ? process.id()
                                : spec.ids().get(0)))
                .flatMap(spec -> spec.allSockets().stream());
    }

    /** A socket on all addresses is on this machine's own, too. */
    private static String address(SocketPlace.Tcp place) {
        boolean isOnAll = place.address().equals("0.0.0.0") || place.address().matches("[0:]+");
        return isOnAll ? local(place.port()) : "http://" + place.text() + "/";
    }
}
