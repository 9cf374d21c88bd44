package controlfreak;

import controlfreak.engine.Controller;
import controlfreak.figures.Subject;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.time.TimeOfDay;
import controlfreak.ui.details.DetailsViewModel;
import controlfreak.ui.environment.edit.EnvironmentTarget;
import controlfreak.ui.environment.running.EnvironmentRestart;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import controlfreak.ui.fx.StatusFeed;
import controlfreak.ui.fx.Throttle;
import controlfreak.ui.history.HistoryViewModel;
import controlfreak.ui.log.LogViewModel;
import controlfreak.ui.log.input.InputTarget;
import controlfreak.ui.log.input.LogInputViewModel;
import controlfreak.ui.log.lines.LogSource;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.state.MainViewModel;
import controlfreak.ui.main.verb.Verb;
import controlfreak.ui.memory.MemoryViewModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;

/** Has the panes follow what is selected in the table. FX thread only. */
final class SelectionPanes {
    /** Comparing a thousand processes with what they would get now takes a while, and any of them may change. */
    private static final Duration ENVIRONMENT_GAP = Duration.ofSeconds(1);

    private final Controller controller;
    private final MainViewModel main;
    private final LogViewModel log;
    private final LogInputViewModel input;
    private final EnvironmentViewModel environment;
    private final TimeOfDay timeOfDay;
    private final MemoryViewModel memory;
    private final Throttle refreshEnvironment;
    private final DetailsViewModel details;
    private final HistoryViewModel history;
    private List<OptionalLong> pids = List.of();

    /** @param environmentSeen whether the environment pane is in front */
    SelectionPanes(
            Controller controller,
            TimeOfDay timeOfDay,
            MainViewModel main,
            LogViewModel log,
            LogInputViewModel input,
            EnvironmentViewModel environment,
            ObservableBooleanValue environmentSeen,
            MemoryViewModel memory,
            DetailsViewModel details,
            HistoryViewModel history) {
        this.controller = controller;
        this.timeOfDay = timeOfDay;
        this.main = main;
        this.log = log;
        this.input = input;
        this.environment = environment;
        this.memory = memory;
        this.details = details;
        this.history = history;
        refreshEnvironment =
                new Throttle(ENVIRONMENT_GAP, environmentSeen, StatusFeed.Later.fx(), environment::refresh);
        main.selection().keys().addListener((ListChangeListener<RowKey>) change -> follow());
        main.rows().revisionProperty().addListener(revision -> {
            showLogs();
            askForEnvironment();
            details.show(main.selection().rows());
        });
        follow();
    }

    private void follow() {
        showLogs();
        environment.show(target());
        showMemory();
        details.show(main.selection().rows());
        history.select(withProcesses());
    }

    /** What is selected, and the processes that it stands for. */
    private List<RowKey> withProcesses() {
        return Stream.concat(
                        main.selection().keys().stream(),
                        main.selection().services().stream().map(RowKey.OfProcess::new))
                .toList();
    }

    private void showLogs() {
        Stream<LogSource> proxies = main.selection().proxies().stream().flatMap(this::logOfProxy);
        Stream<LogSource> services = main.selection().services().stream().flatMap(this::logOf);
        List<LogSource> sources = Stream.concat(proxies, services).toList();
        log.setSources(sources);
        input.show(
                sources.size() == 1
                        ? main.selection().services().stream()
                                .findFirst()
                                .flatMap(controller::service)
                                .map(InputTarget::of)
                        : Optional.empty());
    }

    private Stream<LogSource> logOfProxy(String name) {
        return controller.proxy(name).stream()
                .map(proxy -> new LogSource(
                        name, proxy.log(), () -> timeOfDay(proxy.status().startedAt())));
    }

    private Stream<LogSource> logOf(ServiceId id) {
        return controller.service(id).stream()
                .map(service -> new LogSource(
                        id.name(),
                        service.log(),
                        () -> timeOfDay(service.status().startedAt())));
    }

    private void showMemory() {
        Optional<RowKey> first = main.selection().keys().stream().findFirst();
        memory.show(first.flatMap(this::proxyOf), first.flatMap(SelectionPanes::processOf));
    }

    private Optional<String> proxyOf(RowKey key) {
        if (key instanceof RowKey.OfProxy proxy) {
            return Optional.of(proxy.name());
        }
        return key.service()
                .flatMap(main.document().workspaceProperty().get()::proxyOf)
                .map(ProxySpec::name);
    }

    private static Optional<Subject> processOf(RowKey key) {
        return key instanceof RowKey.OfProcess process
                ? Optional.of(new Subject.OfService(process.id()))
                : Optional.empty();
    }

    private EnvironmentTarget target() {
        if (main.selection().keys().isEmpty()) {
            return new EnvironmentTarget.Workspace();
        }
        RowKey first = main.selection().keys().get(0);
        if (first instanceof RowKey.OfProxy proxy) {
            return new EnvironmentTarget.Proxy(proxy.name());
        }
        if (first instanceof RowKey.OfProcess process) {
            return new EnvironmentTarget.Service(
                    process.id().service(), process.id().instance());
        }
        return first.service()
                .<EnvironmentTarget>map(EnvironmentTarget.Service::new)
                .orElseGet(EnvironmentTarget.Workspace::new);
    }

    /** What processes would get is something else now. */
    void variablesHaveChanged() {
        refreshEnvironment.request();
    }

    /** What a process was started with changes only with the process. */
    private void askForEnvironment() {
        List<OptionalLong> now = Stream.concat(
                        controller.proxies().stream()
                                .map(proxy -> proxy.status().pid()),
                        controller.services().stream()
                                .map(service -> service.status().pid()))
                .toList();
        if (!now.equals(pids)) {
            pids = now;
            refreshEnvironment.request();
        }
    }

    /** Restarts what has to be for edited variables to hold. */
    void restart(EnvironmentRestart restart) {
        List<RowKey> proxies =
                restart.proxies().stream().<RowKey>map(RowKey.OfProxy::new).toList();
        List<RowKey> services =
                restart.services().stream().<RowKey>map(RowKey.OfProcess::new).toList();
        if (!proxies.isEmpty()) {
            main.run(Verb.RELOAD, proxies);
        }
        if (!services.isEmpty()) {
            main.run(Verb.RESTART, services);
        }
    }

    private Optional<Instant> timeOfDay(Optional<Instant> moment) {
        return moment.map(at -> timeOfDay.of(at).toInstant());
    }
}
