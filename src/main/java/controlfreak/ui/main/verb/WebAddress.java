package controlfreak.ui.main.verb;

import controlfreak.figures.Ports;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a browser finds what a row serves. Pure; FX thread only, as the rows are. */
public final class WebAddress {
    private WebAddress() {}

    /** The address of the one row that is selected: of the first port that it is given, or else waits at. */
    public static Optional<String> of(List<Row> selected, Workspace workspace) {
        if (selected.size() != 1) {
            return Optional.empty();
        }
        Row row = selected.get(0);
        return names(row.key(), workspace)
                .flatMap(name -> workspace.socket(name).map(SocketSpec::place).stream())
                .filter(SocketPlace.Tcp.class::isInstance)
                .map(place -> address((SocketPlace.Tcp) place))
                .findFirst()
                .or(() -> row.facts().figures().ports().map(Ports::numbers).stream()
                        .flatMap(List::stream)
                        .findFirst()
                        .map(port -> "http://localhost:" + port + "/"));
    }

    private static Stream<String> names(RowKey row, Workspace workspace) {
        Optional<List<String>> names = row instanceof RowKey.OfProxy proxy
                ? workspace.proxy(proxy.name()).map(ProxySpec::sockets)
                : row.service().flatMap(workspace::service).map(ServiceSpec::allSockets);
        return names.stream().flatMap(List::stream);
    }

    /** A socket on all addresses is on this machine's own, too. */
    private static String address(SocketPlace.Tcp place) {
        boolean isOnAll = place.address().equals("0.0.0.0") || place.address().matches("[0:]+");
        return isOnAll ? "http://localhost:" + place.port() + "/" : "http://" + place.text() + "/";
    }
}
