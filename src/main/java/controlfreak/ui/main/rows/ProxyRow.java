package controlfreak.ui.main.rows;

import controlfreak.model.ProxySpec;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.ui.fx.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A proxy, with the services below it. FX thread only. */
public final class ProxyRow extends Row {
    private final String name;
    private ProxySpec spec;
    private ProxyStatus status;
    private List<Row> services = List.of();
    private RowFigures together = RowFigures.NONE;
    private final Marks marks;

    ProxyRow(ProxySpec spec, Instant now) {
        super(new RowKey.OfProxy(spec.name()));
        this.name = spec.name();
        this.spec = spec;
        this.status = ProxyStatus.initial(name, now);
        this.marks = new Marks(now);
    }

    public String name() {
        return name;
    }

    public ProxyStatus status() {
        return status;
    }

    /** Whether it is up and stays as it is. */
    public boolean isAtEase() {
        return status.state() == ProxyState.UP && status.changeover().isEmpty();
    }

    public boolean hasCommand() {
        return spec.command().isPresent();
    }

    @Override
    public List<Row> children() {
        return services;
    }

    @Override
    public boolean isLive() {
        return status.state().isLive() || services.stream().anyMatch(Row::isLive);
    }

    @Override
    public boolean isLeaving() {
        return marks.leaving();
    }

    @Override
    RowFigures figuresIn(FiguresSource source) {
        together = source.together(name, ServiceRow.of(this).map(ServiceRow::id).toList());
        return source.ofProxy(name);
    }

    @Override
    boolean hasFailedByItself() {
        return status.state() == ProxyState.FAIL && isOf(status.lastExit(), status.cause());
    }

    @Override
    boolean isStillFailing() {
        return status.state() == ProxyState.FAIL;
    }

    void set(ProxySpec newSpec, List<Row> newServices) {
        spec = newSpec;
        services = List.copyOf(newServices);
        marks.mention(true);
    }

    @Override
    void leave(Set<RowKey> mentioned) {
        marks.mention(false);
        services = leaving(services, mentioned);
    }

    void setStatus(ProxyStatus next) {
        boolean cameBack = next.restarts() > status.restarts();
        if (cameBack || (next.state() == ProxyState.FAIL && status.state() != ProxyState.FAIL)) {
            marks.failed();
        }
        if (next.state() != status.state()) {
            setResult("");
        }
        status = next;
    }

    void compare(Optional<Map<String, String>> wished) {
        marks.compare(status.state().isLive(), status.environment(), wished);
    }

    @Override
    void setBackRestarts(Instant now) {
        marks.setBackRestarts(status.restarts(), now);
        super.setBackRestarts(now);
        refresh();
    }

    @Override
    void seen() {
        marks.seen();
        refresh();
    }

    @Override
    void refresh() {
        ProxyWords words = ProxyWords.of(status, result());
        show(new RowFacts(
                name,
                isPaused() ? RowState.UNREADY : RowState.of(status),
                isPaused() ? Texts.text("state.paused") : words.word(),
                cause(words),
                lastWords(),
                Optional.of(words.since()),
                words.clock(),
                status.retry(),
                Optional.empty(),
                status.pid(),
                status.pid().isPresent() ? status.startedAt() : Optional.empty(),
                marks.restarts(status.restarts()),
                status.lastExit(),
                RowFacts.Definition.of(spec),
                figures(),
                together,
                marks.restartNeeded(),
                status.generation().stale(),
                marks.unseen()));
    }

    /** Its figures are of a process that may have ended since. */
    private boolean isPaused() {
        return status.state() == ProxyState.UP && figures().paused();
    }

    private String cause(ProxyWords words) {
        if (isPaused() && !marks.leaving()) {
            return Texts.text("state.paused.why");
        }
        Stream<String> why = marks.leaving()
                ? Stream.of(Texts.text("state.leaving"))
                : Stream.of(withLastWords(String.join(" · ", words.facts()))).filter(text -> !text.isEmpty());
        boolean calm = isAtEase() && !marks.leaving() && status.cause().isEmpty() && result().isEmpty();
        return (calm
                        ? Stream.concat(running("state.services"), why)
                        : Stream.concat(why, running("state.services.running")))
                .collect(Collectors.joining(" · "));
    }

    /** How many of its services run, by a text for it: right after the word "running" that need not be said again. */
    private Stream<String> running(String key) {
        StateCounts below = StateCounts.of(
                services.stream().flatMap(Row::leaves).map(row -> row.facts().state()));
        int all = below.all();
        int up = below.of(RowState.RUNNING);
        return all == 0 || up == 0 && status.state() == ProxyState.DOWN
                ? Stream.empty()
                : Stream.of(Texts.text(key, Integer.toString(up), Integer.toString(all)));
    }
}
