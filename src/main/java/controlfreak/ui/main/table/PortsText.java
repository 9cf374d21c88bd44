package controlfreak.ui.main.table;

import controlfreak.figures.Ports;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.RowFacts;
import java.util.stream.Collectors;

/** Where a row's processes wait for connections, in words. Any thread. */
public final class PortsText {
    private PortsText() {}

    /** {@code 8080}, or {@code 8080 +1} where there is another. */
    static String brief(RowFacts facts) {
        String ports = facts.figures().ports().map(PortsText::brief).orElse("");
        return ports.isEmpty() && !facts.isSummary() ? Texts.text("column.none") : ports;
    }

    private static String brief(Ports ports) {
        int more = ports.numbers().size() - 1;
        return more < 1
                ? of(ports)
                : Texts.text(
                        "column.ports.more", Integer.toString(ports.numbers().get(0)), Integer.toString(more));
    }

    /** {@code 8080, 8443}, or that the system does not tell; empty where there is none. */
    public static String of(Ports ports) {
        return ports.told()
                ? ports.numbers().stream().map(port -> Integer.toString(port)).collect(Collectors.joining(", "))
                : Texts.text("figures.hidden");
    }

    static int first(RowFacts facts) {
        return facts.figures()
                .ports()
                .flatMap(ports -> ports.numbers().stream().findFirst())
                .orElse(Integer.MAX_VALUE);
    }
}
