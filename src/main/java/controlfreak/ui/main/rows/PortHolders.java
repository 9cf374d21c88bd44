package controlfreak.ui.main.rows;

import controlfreak.ui.fx.Texts;
import java.util.Collection;
import java.util.Optional;

/** Who holds a port, as far as the figures tell. FX thread only. */
public final class PortHolders {
    private PortHolders() {}

    /** The row of all these, but for one, whose process listens there. */
    public static Optional<Row> of(int port, Row but, Collection<Row> all) {
        return all.stream()
                .filter(row -> row != but && !row.facts().isSummary())
                .filter(row -> row.facts()
                        .figures()
                        .ports()
                        .filter(ports -> ports.numbers().contains(port))
                        .isPresent())
                .findFirst();
    }

    /** In a few words. */
    static String words(int port, Row but, Collection<Row> all) {
        String number = Integer.toString(port);
        return of(port, but, all)
                .map(holder ->
                        Texts.text("row.port.held", number, holder.facts().title()))
                .orElseGet(() -> Texts.text("row.port.unknown", number));
    }
}
