package controlfreak.ui.main.verb;

import controlfreak.figures.Headroom;
import controlfreak.figures.Snapshot;
import controlfreak.ui.fx.MemoryText;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.ProxyRow;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.ServiceRow;
import controlfreak.workspace.Asks;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is asked before an action is done. FX thread only, as the rows are. */
public final class Questions {
    private static final int NAMED = 10;

    private final Supplier<Asks> asks;
    private final Supplier<Snapshot> figures;

    /**
     * @param asks what the operator wants to be asked about
     * @param figures the latest, for what an action will need
     */
    public Questions(Supplier<Asks> asks, Supplier<Snapshot> figures) {
        this.asks = asks;
        this.figures = figures;
    }

    /** The question's text; empty where there is nothing to ask. */
    Optional<String> of(Fit fit, Collection<Row> selected) {
        return switch (fit.verb()) {
            case RECYCLE -> Optional.of(recycle(fit.fitting(), figures.get()));
            case REFORK -> Optional.of(refork((ServiceRow) fit.fitting().get(0)));
            case KILL ->
                !asks.get().kill() || fit.fitting().stream().allMatch(Questions::isEnding)
                        ? disturbing(fit, selected)
                        : Optional.of(Texts.text("main.ask.kill", namesOf(fit.fitting())));
            default -> fit.verb().disturbs() ? disturbing(fit, selected) : Optional.empty();
        };
    }

    private Optional<String> disturbing(Fit fit, Collection<Row> selected) {
        List<Row> workers = workers(fit, selected);
        if (asks.get().workers() && !workers.isEmpty()) {
            // A service's verb reaches more than the workers, where more is selected.
            List<Row> reached = fit.verb().isForProxies() ? workers : fit.fitting();
            return Optional.of(Texts.text("main.ask.workers." + fit.verb().key(), namesOf(reached)));
        }
        return fit.fitting().size() > asks.get().bulk()
                ? Optional.of(Texts.text("main.ask.bulk", namesOf(fit.fitting())))
                : Optional.empty();
    }

    /** Those below a selected proxy that it reaches, and that it takes something from. */
    private static List<Row> workers(Fit fit, Collection<Row> selected) {
        Set<ServiceRow> below = selected.stream()
                .filter(ProxyRow.class::isInstance)
                .flatMap(ServiceRow::of)
                .collect(Collectors.toSet());
        return fit.fitting().stream()
                .flatMap(ServiceRow::of)
                .filter(process -> process.state().isUp() && below.contains(process))
                .<Row>map(process -> process)
                .toList();
    }

    private static Stream<ServiceRow> live(Row row) {
        return ServiceRow.of(row).filter(Row::isLive);
    }

    /** What it needs for a while, and what happens then. */
    private static String recycle(List<Row> proxies, Snapshot figures) {
        return proxies.stream()
                .map(ProxyRow.class::cast)
                .map(proxy -> recycle(proxy, Headroom.of(proxy.name(), figures)))
                .collect(Collectors.joining("\n\n"));
    }

    private static String recycle(ProxyRow proxy, Headroom headroom) {
        String needs = headroom.needed().isPresent()
                ? Texts.text(
                        "main.recycle.needs",
                        proxy.name(),
                        MemoryText.of(headroom.needed().getAsLong()))
                : Texts.text("main.recycle.unknown", proxy.name());
        Optional<String> free = headroom.available().stream()
                .mapToObj(bytes -> Texts.text("main.recycle.free", MemoryText.of(bytes)))
                .findFirst();
        Optional<String> tight = headroom.isTight() ? Optional.of(Texts.text("main.recycle.tight")) : Optional.empty();
        String moves = Texts.text("main.recycle.moves", live(proxy).count());
        return Stream.of(Optional.of(needs), free, tight, Optional.of(moves))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    private static String refork(ServiceRow template) {
        long others = template.proxy().stream().flatMap(Questions::live).count() - 1;
        return Texts.text("main.refork.text", template.key().display(), others);
    }

    private static boolean isEnding(Row row) {
        return row instanceof ServiceRow service && service.status().killAt().isPresent();
    }

    private static String namesOf(List<Row> rows) {
        return names(rows.stream().map(row -> row.key().display()).toList());
    }

    /** Some names in words, of many the first. */
    static String names(List<String> all) {
        // "And 1 more" would take as much room as its name.
        int named = all.size() == NAMED + 1 ? NAMED + 1 : NAMED;
        String names = all.stream().limit(named).collect(Collectors.joining(", "));
        return all.size() > named ? Texts.text("main.ask.more", names, Integer.toString(all.size() - named)) : names;
    }
}
