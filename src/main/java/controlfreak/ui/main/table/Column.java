package controlfreak.ui.main.table;

import controlfreak.figures.UsageHistory;
import controlfreak.model.ExitStatus;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.LastLine;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFacts;
import controlfreak.ui.main.rows.RowFigures;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.TreeTableCell;

/** The columns of the table, in their first order. Any thread; cells: FX thread only. */
public enum Column {
    NAME(196, 150, false, Comparator.comparing(RowFacts::title, NaturalOrder::compare)),
    STATE(
            300,
            256,
            true,
            Comparator.comparing(RowFacts::state).thenComparing(RowFacts::word).thenComparing(RowFacts::cause)),
    PID(72, 68, true, Comparator.comparingLong(facts -> facts.pid().orElse(Long.MAX_VALUE))),
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
    RESTARTS(84, 80, true, Comparator.comparingInt(facts -> facts.restarts().count())),
    EXIT(
            100,
            88,
            true,
            Comparator.comparing(
                    facts -> facts.lastExit().map(ExitStatus::brief).orElse(""))),
    /** By the first of them; who has none comes last. */
    PORTS(76, 64, true, Comparator.comparingInt(PortsText::first)),
    /** Comes and goes with each line, so that nothing can be sorted by it. */
    LASTLINE(66, 60, true, Comparator.comparing(RowFacts::title)),
    DESCRIPTION(160, 80, false, Comparator.comparing(facts -> facts.definition().description())),
    TREND(
            96,
            72,
            true,
            Comparator.comparingDouble(facts -> facts.figures().cpu().order())),
    TAGS(100, 64, false, Comparator.comparing(facts -> facts.definition().tags())),
    COMMAND(200, 160, false, Comparator.comparing(facts -> facts.definition().command()));

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

    /** What its values are. */
    String meaning() {
        return Texts.text("column." + id() + ".tip");
    }

    double width() {
        return width;
    }

    /** What its usual values need: they are not cut where the window is small. */
    double leastWidth() {
        return leastWidth;
    }

    /** How little it matters where there is no room for all: 0 stays. */
    int rank() {
        return switch (this) {
            case NAME, STATE, CPU, PRIVATE, PORTS -> 0;
            case RESTARTS -> 1;
            case UPTIME -> 2;
            case SHARED -> 3;
            case PID -> 4;
            case EXIT -> 5;
            case LASTLINE -> 6;
            case RSS, PSS, TREND -> 7;
            case TAGS, DESCRIPTION -> 8;
            case COMMAND -> 9;
        };
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
        return this != RSS && this != PSS && this != DESCRIPTION && this != TAGS && this != TREND;
    }

    boolean isNumber() {
        return this == PID || this == UPTIME || this == RESTARTS || this == LASTLINE || (isFigure() && this != PORTS);
    }

    Comparator<RowFacts> order() {
        return order;
    }

    boolean isSortable() {
        return this != LASTLINE;
    }

    /** @param lastLine tells the newest line of a row's log */
    TreeTableCell<Row, RowFacts> newCell(
            Ticker ticker, Function<Row, Optional<LastLine>> lastLine, PortLinks ports, UsageHistory usage) {
        return switch (this) {
            case NAME -> new NameCell();
            case STATE -> new StateCell(ticker);
            case UPTIME -> new UptimeCell(ticker);
            case PID ->
                number(facts ->
                        facts.pid().isPresent() ? Long.toString(facts.pid().getAsLong()) : NoValue.of(facts));
            case CPU -> FigureCell.cpu();
            case PRIVATE -> FigureCell.memory(RowFigures::own);
            case SHARED -> new SharedCell();
            case RSS -> FigureCell.memory(RowFigures::rss);
            case PSS -> FigureCell.memory(RowFigures::pss);
            case RESTARTS ->
                number(facts -> facts.restarts().count() > 0 || facts.pid().isPresent()
                        ? Integer.toString(facts.restarts().count())
                        : "");
            case EXIT ->
                new FactsCell(facts -> facts.lastExit().map(ExitStatus::brief).orElse(""), "exit");
            case PORTS -> new PortsCell(ports);
            case TREND -> new TrendCell(ticker, usage);
            case LASTLINE -> new LastLineCell(ticker, lastLine);
            case DESCRIPTION -> new FactsCell(facts -> facts.definition().description(), "description");
            case TAGS -> new FactsCell(facts -> facts.definition().tags(), "tags");
            case COMMAND -> new FactsCell(facts -> facts.definition().command(), "command");
        };
    }

    private static FactsCell number(Function<RowFacts, String> text) {
        return new FactsCell(text, "number");
    }
}
