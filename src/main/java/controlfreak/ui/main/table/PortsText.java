package controlfreak.ui.main.table;

import controlfreak.figures.Ports;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.RowFacts;
import java.util.stream.Collectors;

/** Where a row's processes wait for connections, in words. Any thread. */
public final class PortsText {
    private PortsText() {}

    /** What stands in the place of ports where there are none. */
    static String none(RowFacts facts) {
        return facts.figures().ports().map(PortsText::of).orElse("");
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
