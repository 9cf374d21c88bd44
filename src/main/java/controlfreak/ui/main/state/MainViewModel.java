package controlfreak.ui.main.state;

import controlfreak.figures.Snapshot;
import controlfreak.figures.UsageHistory;
import controlfreak.guard.VisibleText;
import controlfreak.model.Reach;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.Workspace;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.StatusFeed;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.LastLine;
import controlfreak.ui.main.rows.ProxyRow;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowFilter;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.Rows;
import controlfreak.ui.main.rows.Selection;
import controlfreak.ui.main.rows.ServiceRow;
import controlfreak.ui.main.rows.StateCounts;
import controlfreak.ui.main.verb.ActionListener;
import controlfreak.ui.main.verb.BulkAction;
import controlfreak.ui.main.verb.EngineDoor;
import controlfreak.ui.main.verb.Fit;
import controlfreak.ui.main.verb.Message;
import controlfreak.ui.main.verb.OneByOne;
import controlfreak.ui.main.verb.Questions;
import controlfreak.ui.main.verb.ServiceActions;
import controlfreak.ui.main.verb.Verb;
import controlfreak.workspace.Asks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * The main window without its looks: rows, selection, filter, what can be done and what came of it. FX thread only.
 */
public final class MainViewModel {
    /** A snapshot comes every second; where none came for so long, what is shown grows old. */
    private static final Duration OVERDUE = Duration.ofSeconds(3);

    private final Document document;
    private final EngineDoor engine;
    private final Clock clock;
    private final Rows rows;
    private final Selection selection;
    private final OneByOne oneByOne;
    private final ServiceActions actions;
    private final LiveScaling scaling;
    private final WorkspaceEdits edits;
    private final ObjectProperty<RowFilter> filter = new SimpleObjectProperty<>(RowFilter.NONE);
    private final ReadOnlyObjectWrapper<StateCounts> counts = new ReadOnlyObjectWrapper<>(StateCounts.NONE);
    private final ReadOnlyObjectWrapper<Message> message = new ReadOnlyObjectWrapper<>(Message.NONE);
    private final ReadOnlyObjectWrapper<Snapshot> figures = new ReadOnlyObjectWrapper<>(Snapshot.NONE);
    private final UsageHistory usage = new UsageHistory();
    private final BooleanProperty byTags = new SimpleBooleanProperty();
    private final StringBinding title;
    private Supplier<Asks> asks = () -> Asks.ALL;
    private boolean environmentsDue;

    /** @param fx runs what an action reports on the FX thread */
    public MainViewModel(Document document, EngineDoor engine, Dialogs dialogs, Executor fx, Clock clock) {
        this.document = document;
        this.engine = engine;
        this.clock = clock;
        rows = new Rows(clock, engine);
        selection = new Selection(rows);
        oneByOne = new OneByOne(engine, fx, message::set);
        actions = new ServiceActions(
                engine,
                document.lock(),
                new Questions(() -> asks.get(), figures::get),
                dialogs,
                new BulkAction(rows, fx, message::set),
                oneByOne,
                message::set);
        scaling = new LiveScaling(document, rows, started -> actions.run(Verb.START, found(started)));
        edits = new WorkspaceEdits(document, dialogs, () -> asks.get());
        title = Bindings.createStringBinding(
                this::titleText, document.openProperty(), document.fileProperty(), document.modifiedProperty());
        byTags.addListener((property, before, after) -> rows.setByTags(after));
        rows.revisionProperty().addListener(revision -> counts.set(rows.counts()));
        document.workspaceProperty().addListener((property, before, after) -> show(after));
        show(document.workspaceProperty().get());
    }

    /** Sets what is asked about before it is done. */
    public void setAsks(Supplier<Asks> newAsks) {
        asks = newAsks;
    }

    private Collection<Row> found(Collection<RowKey> keys) {
        return keys.stream().flatMap(key -> rows.find(key).stream()).toList();
    }

    private void show(Workspace workspace) {
        rows.show(workspace);
        environmentsDue = true;
    }

    /** Takes in what the feed brings. */
    public void take(StatusFeed.Batch batch) {
        rows.take(batch);
        scaling.take(batch);
    }

    /** Takes in what the sampler brings. */
    public void take(Snapshot snapshot) {
        figures.set(snapshot);
        usage.take(snapshot);
        rows.take(snapshot);
    }

    /** How CPU and memory went. */
    public UsageHistory usage() {
        return usage;
    }

    /** Time has passed: call it about once a second. */
    public void tick() {
        rows.hearLate();
        if (environmentsDue) {
            // The engine takes an edit in on its own thread, so what it said right after the edit may be of before.
            environmentsDue = false;
            rows.compareEnvironments();
        }
        if (figures.get().at().plus(OVERDUE).isBefore(clock.instant())) {
            rows.compareFigures();
        }
    }

    public Document document() {
        return document;
    }

    public Clock clock() {
        return clock;
    }

    public Rows rows() {
        return rows;
    }

    public Selection selection() {
        return selection;
    }

    public ObjectProperty<RowFilter> filterProperty() {
        return filter;
    }

    /** Whether services with a tag stand below it. */
    public BooleanProperty byTagsProperty() {
        return byTags;
    }

    /** How many proxies and services are in which state, filtered out or not. */
    public ReadOnlyObjectProperty<StateCounts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /** What came of the last action. */
    public ReadOnlyObjectProperty<Message> messageProperty() {
        return message.getReadOnlyProperty();
    }

    /** The latest figures. */
    public ReadOnlyObjectProperty<Snapshot> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    /** Tells of something that went wrong, until it is dismissed. */
    public void warn(String sentence) {
        message.set(new Message(sentence, true));
    }

    public void saved(Path file) {
        message.set(new Message(Texts.text("main.saved", file.getFileName().toString()), false));
    }

    /** Sets who hears of what is asked of the engine. */
    public void setActionListener(ActionListener listener) {
        actions.setListener(listener);
    }

    public void dismissMessage() {
        message.set(Message.NONE);
    }

    /** The window's title: file, whether it is modified, and the name of the panel. */
    public StringBinding titleBinding() {
        return title;
    }

    private String titleText() {
        if (!document.openProperty().get()) {
            return Texts.text("app.name");
        }
        String file = document.fileProperty()
                .get()
                .map(Path::getFileName)
                .map(name -> VisibleText.of(name.toString()))
                .orElseGet(() -> Texts.text("main.title.untitled"));
        String key = document.modifiedProperty().get() ? "main.title.modified" : "main.title";
        return Texts.text(key, file, Texts.text("app.name"));
    }

    public String summary() {
        return counts.get().outOfAll();
    }

    /** What all that is counted are: {@code 11 services and 2 proxies}. */
    public String contents() {
        long proxies = rows.all().stream().filter(ProxyRow.class::isInstance).count();
        return Texts.text("main.chip.all.meaning", counts.get().all() - proxies, proxies);
    }

    public Fit fit(Verb verb) {
        return Fit.of(verb, selection.rows());
    }

    /** What a verb would reach if everything was selected. */
    public Fit fitOfAll(Verb verb) {
        return Fit.of(verb, rows.roots());
    }

    public void run(Verb verb) {
        actions.run(verb, selection.rows());
    }

    /** Does something to rows that another view names. */
    public void run(Verb verb, Collection<RowKey> keys) {
        actions.run(verb, found(keys));
    }

    /** Whether services are being restarted one by one. */
    public ReadOnlyBooleanProperty rollingProperty() {
        return oneByOne.underWayProperty();
    }

    /** Begins no further restart of those that are restarted one by one. */
    public void stopRolling() {
        oneByOne.cancel();
    }

    public void runOnAll(Verb verb) {
        actions.run(verb, rows.roots());
    }

    /** The processes of what is selected that a signal would reach. */
    public List<Row> signalled() {
        return ServiceActions.signalled(selection.rows());
    }

    public void signal(Signal signal, Reach reach) {
        actions.signal(signal, reach, selection.rows());
    }

    /** The service whose instances can be changed. */
    public Optional<ServiceSpec> scalable() {
        return selection.keys().stream().anyMatch(RowKey.OfProxy.class::isInstance)
                ? Optional.empty()
                : scaling.serviceOf(selection.keys());
    }

    public boolean runs(ServiceSpec service) {
        return scaling.runs(service);
    }

    /** The newest line that a row's process has written; of a row of several services, the newest of all. */
    public Optional<LastLine> lastLine(Row row) {
        if (row instanceof ProxyRow) {
            return engine.lastLine(row.key());
        }
        return ServiceRow.of(row)
                .flatMap(process -> engine.lastLine(process.key()).stream())
                .max(Comparator.comparing(LastLine::time));
    }

    /** What a service's instances would take, were there so many of them. */
    public String estimate(String service, int instances) {
        return Estimate.of(document.workspaceProperty().get(), figures.get(), service, instances);
    }

    public void scale(String service, int instances) {
        scaling.scale(service, instances);
    }

    /** Why what is selected cannot be removed or duplicated; empty where it can. */
    public Optional<String> editProblem() {
        return WorkspaceEdits.problem(selection.keys());
    }

    public void remove() {
        edits.remove(selection.keys());
    }

    public void duplicate() {
        edits.duplicate(selection.keys());
    }

    /** The proxy that a new service would go below: that of what is selected. */
    public Optional<String> proxyOfSelection() {
        return selection.rows().stream().findFirst().flatMap(row -> {
            if (row instanceof ProxyRow proxy) {
                return Optional.of(proxy.name());
            }
            return scaling.serviceOf(selection.keys())
                    .flatMap(spec -> document.workspaceProperty().get().proxyOf(spec.name()))
                    .map(spec -> spec.name());
        });
    }
}
