package controlfreak.ui.main.rows;

import controlfreak.figures.Subject;
import controlfreak.model.ExitStatus;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.Retry;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.ui.fx.DeclaredPorts;
import controlfreak.ui.fx.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One process of a service. FX thread only. */
public final class ServiceRow extends Row {
    /** Looked up once: a thousand rows may change at a time. */
    private static final Map<ServiceState, String> WORDS = Stream.of(ServiceState.values())
            .collect(Collectors.toUnmodifiableMap(
                    state -> state, state -> Texts.text("state." + state.name().toLowerCase(Locale.ROOT))));

    private static final String UNREADY = Texts.text("state.unready");
    private static final String PAUSED = Texts.text("state.paused");

    private final ServiceId id;
    private ServiceSpec spec;
    private ServiceStatus status;
    private Optional<ProxyRow> proxy = Optional.empty();
    private final Marks marks;
    /** The last try that was announced, until it has come to something, and why it is one. */
    private Optional<Retry> trying = Optional.empty();

    private String failure = "";

    ServiceRow(ServiceId id, ServiceSpec spec, Instant now) {
        super(new RowKey.OfProcess(id));
        this.id = id;
        this.spec = spec;
        this.status = ServiceStatus.initial(id, now);
        this.marks = new Marks(now);
    }

    /** The processes that a row stands for, of a proxy its own and its services'. */
    public static Set<Subject> subjects(Row row) {
        return Stream.concat(row.key().subject().stream(), of(row).map(service -> new Subject.OfService(service.id())))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The processes that a row stands for: itself, or those below it. */
    public static Stream<ServiceRow> of(Row row) {
        return row instanceof ServiceRow process
                ? Stream.of(process)
                : row.children().stream().flatMap(ServiceRow::of);
    }

    public ServiceId id() {
        return id;
    }

    public List<String> tags() {
        return spec.tags();
    }

    public ServiceStatus status() {
        return status;
    }

    /** The proxy that it runs below. */
    public Optional<ProxyRow> proxy() {
        return proxy;
    }

    void setProxy(ProxyRow parent) {
        proxy = Optional.of(parent);
    }

    public ServiceState state() {
        return status.state();
    }

    /** Whether it is to be started after something. */
    public boolean hasNeeds() {
        return !spec.dependsOn().isEmpty();
    }

    /** Whether it can take up changed settings while it runs. */
    public boolean canReload() {
        return spec.control().reload().isPresent();
    }

    /** Whether it waits for what it is to be started after. */
    public boolean isWaiting() {
        return !status.waitsFor().isEmpty();
    }

    @Override
    public List<Row> children() {
        return List.of();
    }

    @Override
    public boolean isLive() {
        return status.state().isLive();
    }

    @Override
    public boolean isLeaving() {
        return marks.leaving();
    }

    @Override
    RowFigures figuresIn(FiguresSource source) {
        return source.ofProcess(new Subject.OfService(id));
    }

    void setSpec(ServiceSpec newSpec) {
        spec = newSpec;
        proxy = Optional.empty();
        marks.mention(true);
    }

    @Override
    void leave(Set<RowKey> mentioned) {
        marks.mention(false);
    }

    void setStatus(ServiceStatus next) {
        if (failed(status, next)) {
            marks.failed();
        }
        if (next.state() != status.state()) {
            setResult("");
        }
        status = next;
        if (next.state() == ServiceState.BACKOFF) {
            trying = next.retry();
            failure = next.cause();
        } else if (next.state() != ServiceState.STARTING) {
            trying = Optional.empty();
        }
    }

    /** Whether it is on its way up after a failure, so that it counts as failing until it runs. */
    private boolean isTryingAgain() {
        return state() == ServiceState.STARTING
                && trying.isPresent()
                && status.waitsFor().isEmpty();
    }

    @Override
    boolean hasFailedByItself() {
        return RowState.of(status) == RowState.FAILING && isOf(status.lastExit(), status.cause());
    }

    @Override
    Set<Integer> declaredPorts() {
        return DeclaredPorts.of(spec, id);
    }

    @Override
    boolean isStillFailing() {
        return RowState.of(status) == RowState.FAILING || isTryingAgain();
    }

    /** A failure that was followed by a restart may never be seen as a state: the feed hands over the latest only. */
    private static boolean failed(ServiceStatus before, ServiceStatus next) {
        boolean trouble = next.state().isTrouble() && !before.state().isTrouble();
        boolean cameBack = next.restarts() > before.restarts()
                && next.lastExit().filter(exit -> !exit.isNormal()).isPresent();
        return trouble || cameBack;
    }

    void compare(Optional<Map<String, String>> wished) {
        marks.compare(isLive(), status.environment(), wished);
    }

    @Override
    void setBackRestarts(Instant now) {
        marks.setBackRestarts(status.restarts(), now);
        refresh();
    }

    @Override
    void seen() {
        marks.seen();
        refresh();
    }

    @Override
    void refresh() {
        ServiceState state = status.state();
        show(new RowFacts(
                id.name(),
                look(),
                word(),
                cause(),
                lastWords(),
                Optional.of(status.since()),
                state == ServiceState.STARTING && !isTryingAgain() || isUnready(),
                isTryingAgain() ? trying : status.retry(),
                status.killAt(),
                status.pid(),
                status.pid().isPresent() ? status.startedAt() : Optional.empty(),
                marks.restarts(status.restarts()),
                status.lastExit(),
                RowFacts.Definition.of(spec),
                status.ownProgram() ? figures().withoutProxy() : figures(),
                RowFigures.NONE,
                marks.restartNeeded(),
                Optional.empty(),
                marks.unseen()));
    }

    private RowState look() {
        if (isPaused()) {
            return RowState.UNREADY;
        }
        return isTryingAgain() ? RowState.FAILING : RowState.of(status);
    }

    private String word() {
        if (isPaused()) {
            return PAUSED;
        }
        return isUnready() ? UNREADY : WORDS.get(state());
    }

    /** Its figures are of a process that may have ended since. */
    private boolean isPaused() {
        return state() == ServiceState.RUNNING && figures().paused();
    }

    private boolean isUnready() {
        return state() == ServiceState.RUNNING && !status.ready();
    }

    private String cause() {
        if (marks.leaving()) {
            return Texts.text("state.leaving");
        }
        if (status.cause().isEmpty() && !result().isEmpty()) {
            return result();
        }
        if (isTryingAgain() && status.cause().isEmpty()) {
            return withLastWords(failure);
        }
        if (status.cause().isEmpty() && state().isTrouble()) {
            return withLastWords(status.lastExit().map(ExitStatus::text).orElse(""));
        }
        return isPaused() && status.cause().isEmpty() ? Texts.text("state.paused.why") : withLastWords(status.cause());
    }
}
