package controlfreak.ui.details;

import controlfreak.ui.fx.MemoryText;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Figure;
import controlfreak.ui.main.rows.ProxyRow;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFigures;
import controlfreak.ui.main.table.PortsText;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is told of a row's use of CPU and memory. Any thread; rows: FX thread. */
final class Uses {
    private Uses() {}

    static Section of(Row row) {
        RowFigures figures = row.facts().figures();
        Section.Builder section = Section.of("use")
                .add("processes", processes(row, figures))
                .add("cpu", cpu(figures.cpu()))
                .add("private", memory(figures.own()))
                .add(row.facts().isSummary() ? "shared-each" : "shared", memory(figures.shared()))
                .add("rss", memory(figures.rss()))
                .add("pss", memory(figures.pss()))
                .add(
                        "ports",
                        figures.ports().map(PortsText::of).orElse(""),
                        figures.ports()
                                .filter(ports -> !ports.numbers().isEmpty())
                                .map(ports -> Fact.Look.PORTS)
                                .orElse(Fact.Look.PLAIN));
        if (row instanceof ProxyRow) {
            section.add("saved", memory(figures.saved())).add("apart", memory(figures.apart()));
        }
        return section.build();
    }

    /** Of several processes that need not have anything to do with each other. */
    static Section of(Collection<? extends Row> processes) {
        List<RowFigures> figures =
                processes.stream().map(row -> row.facts().figures()).toList();
        return Section.of("use")
                .add("cpu", cpu(sum(figures, RowFigures::cpu)))
                .add("private", memory(sum(figures, RowFigures::own)))
                .add("pss", memory(sum(figures, RowFigures::pss)))
                .build();
    }

    /** Where there are more than its row shows. */
    private static String processes(Row row, RowFigures figures) {
        return figures.processes() > 1 && !row.facts().isSummary() ? Integer.toString(figures.processes()) : "";
    }

    private static Figure sum(List<RowFigures> figures, Function<RowFigures, Figure> part) {
        Stream<Figure> known = figures.stream().map(part).filter(Figure::isKnown);
        return known.reduce((one, other) -> Figure.of(one.value() + other.value(), one.old() || other.old()))
                .orElse(Figure.NONE);
    }

    private static String cpu(Figure figure) {
        return text(figure, cpu -> Texts.text("figures.percent", Long.toString(Math.round(cpu.value() * 100))));
    }

    private static String memory(Figure figure) {
        return text(figure, bytes -> MemoryText.of(bytes.bytes()));
    }

    private static String text(Figure figure, Function<Figure, String> value) {
        return switch (figure.kind()) {
            case VALUE -> value.apply(figure);
            case APART -> Texts.text("figures.alone");
            case HIDDEN -> Texts.text("figures.hidden");
            case NONE -> "";
        };
    }
}
