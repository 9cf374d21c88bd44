package controlfreak.ui.main;

import controlfreak.model.ExitStatus;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import controlfreak.ui.main.rows.RowFigures;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import javafx.scene.control.TreeTableCell;

/** The columns of the table, in their first order. Any thread; cells: FX thread only. */
enum Column {
    NAME(196, 150, false, Comparator.comparing(RowFacts::title, NaturalOrder::compare)),
    STATE(
            300,
            200,
            true,
            Comparator.comparing(RowFacts::state).thenComparing(RowFacts::word).thenComparing(RowFacts::cause)),
    PID(76, 72, true, Comparator.comparingLong(facts -> facts.pid().orElse(Long.MAX_VALUE))),
    /** The longest-lived last: its start is the earliest. */
    UPTIME(
            108,
            104,
            true,
            Comparator.comparing(
                    (RowFacts facts) -> facts.aliveSince().orElse(Instant.MAX), Comparator.reverseOrder())),
    CPU(60, 56, true, Comparator.comparingDouble(facts -> facts.figures().cpu().order())),
    PRIVATE(
            84,
            76,
            true,
            Comparator.comparingDouble(facts -> facts.figures().own().order())),
    /** Proxies go by what they save: a part of what its workers share. */
    SHARED(
            136,
            128,
            true,
            Comparator.comparingDouble(facts -> facts.figures().saved().isKnown()
                    ? facts.figures().saved().order()
                    : facts.figures().shared().order())),
    RSS(84, 76, true, Comparator.comparingDouble(facts -> facts.figures().rss().order())),
    PSS(84, 76, true, Comparator.comparingDouble(facts -> facts.figures().pss().order())),
    RESTARTS(88, 80, true, Comparator.comparingInt(facts -> facts.restarts().orElse(0))),
    EXIT(
            112,
            88,
            true,
            Comparator.comparing(
                    facts -> facts.lastExit().map(ExitStatus::brief).orElse(""))),
    /** By the first of them; who has none comes last. */
    PORTS(84, 64, true, Comparator.comparingInt(PortsText::first)),
    COMMAND(144, 80, false, Comparator.comparing(RowFacts::command));

    private final double width;
    private final double leastWidth;
    private final boolean live;
    private final Comparator<RowFacts> order;

    Column(double width, double leastWidth, boolean live, Comparator<RowFacts> order) {
        this.width = width;
        this.leastWidth = leastWidth;
        this.live = live;
        this.order = order;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return Texts.text("column." + id());
    }

    double width() {
        return width;
    }

    /** What its usual values need: they are not cut where the window is small. */
    double leastWidth() {
        return leastWidth;
    }

    /** Whether its values change while services run. */
    boolean isLive() {
        return live;
    }

    /** Whether its values come from the sampler. */
    boolean isFigure() {
        return switch (this) {
            case CPU, PRIVATE, SHARED, RSS, PSS, PORTS -> true;
            default -> false;
        };
    }

    /** Whether it is shown before anybody has chosen columns. */
    boolean isShownAtFirst() {
        return this != RSS && this != PSS;
    }

    boolean isNumber() {
        return this == PID || this == UPTIME || this == RESTARTS || (isFigure() && this != PORTS);
    }

    Comparator<RowFacts> order() {
        return order;
    }

    TreeTableCell<Row, RowFacts> newCell(Ticker ticker) {
        return switch (this) {
            case NAME -> new NameCell();
            case STATE -> new StateCell(ticker);
            case UPTIME -> new UptimeCell(ticker);
            case PID ->
                number(facts ->
                        facts.pid().isPresent() ? Long.toString(facts.pid().getAsLong()) : none(facts));
            case CPU -> FigureCell.cpu();
            case PRIVATE -> FigureCell.memory(RowFigures::own);
            case SHARED -> new SharedCell();
            case RSS -> FigureCell.memory(RowFigures::rss);
            case PSS -> FigureCell.memory(RowFigures::pss);
            case RESTARTS ->
                number(facts -> facts.restarts().isPresent()
                        ? Integer.toString(facts.restarts().getAsInt())
                        : none(facts));
            case EXIT ->
                new FactsCell(facts -> facts.lastExit().map(ExitStatus::brief).orElse(none(facts)), "exit");
            case PORTS -> new PortsCell();
            case COMMAND -> new FactsCell(RowFacts::command, "command");
        };
    }

    private static FactsCell number(Function<RowFacts, String> text) {
        return new FactsCell(text, "number");
    }

    private static String none(RowFacts facts) {
        return facts.isSummary() ? "" : Texts.text("column.none");
    }
}
