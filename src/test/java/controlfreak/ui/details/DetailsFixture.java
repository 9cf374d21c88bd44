package controlfreak.ui.details;

import controlfreak.figures.MemoryHistory;
import controlfreak.figures.Periods;
import controlfreak.figures.PortHolder;
import controlfreak.figures.Ports;
import controlfreak.figures.Reading;
import controlfreak.figures.Snapshot;
import controlfreak.figures.Subject;
import controlfreak.model.Command;
import controlfreak.model.Dependency;
import controlfreak.model.Environment;
import controlfreak.model.ExitStatus;
import controlfreak.model.Health;
import controlfreak.model.Hooks;
import controlfreak.model.Hooks.Hook;
import controlfreak.model.ProxySpec;
import controlfreak.model.Readiness;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.model.status.ProxyGeneration;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.model.status.SocketStatus;
import controlfreak.ui.fx.StatusFeed;
import controlfreak.ui.history.HistoryViewModel.Happening;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.Rows;
import controlfreak.ui.main.rows.RowsSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** A shop with a proxy, eight of its workers and a database, and the details pane's model on it. */
final class DetailsFixture {
    static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final RowKey SHOP = new RowKey.OfProxy("shop");
    static final RowKey WEB = new RowKey.OfGroup("web");
    static final RowKey WEB_2 = new RowKey.OfProcess(new ServiceId("web", 2));
    static final RowKey REDIS = new RowKey.OfProcess(new ServiceId("redis", 0));

    final Rows rows = new Rows(CLOCK, new NoEnvironments());
    final Source source = new Source();
    final DetailsViewModel model = new DetailsViewModel(
            DetailsFixture::workspace,
            source,
            rows::all,
            row -> row.equals(WEB_2) ? List.of(new Happening("11:59:57", "running → failed · exit 1")) : List.of(),
            CLOCK,
            moment -> moment.atZone(CLOCK.getZone()));

    DetailsFixture() {
        rows.show(workspace());
        rows.take(new StatusFeed.Batch(
                Map.of(
                        new ServiceId("redis", 0),
                        Optional.of(running()),
                        new ServiceId("web", 2),
                        Optional.of(failed("exit 1 after 3 s"))),
                Map.of("shop", Optional.of(up()))));
    }

    static Workspace workspace() {
        ServiceSpec web = ServiceSpec.of("web", new Command.Text("shop.web:serve()"))
                .withInstances(8)
                .withEnv(Environment.EMPTY.with("PASSWORD", "hunter2"));
        ServiceSpec redis = tagged(ServiceSpec.of("redis", new Command.Words(List.of("redis-server", "--port", "0"))))
                .withCwd(Optional.of("data"))
                .withDependsOn(List.of(new Dependency("shop", Dependency.Until.READY)))
                .withHealth(Health.UNWATCHED.withReady(new Readiness.Sign.Notified()));
        return Workspace.EMPTY
                .withProxy(ProxySpec.of("shop", new Command.Text("proxy.py --preload shop"))
                        .withServices(List.of(web)))
                .withService(Optional.empty(), redis);
    }

    private static ServiceSpec tagged(ServiceSpec spec) {
        return spec.with(draft -> {
            draft.tags = List.of("store");
            draft.hooks = new Hooks(List.of(Hook.of(new Command.Text("mkdir -p run"))), List.of());
        });
    }

    private static ServiceStatus running() {
        return new ServiceStatus(
                new ServiceId("redis", 0),
                ServiceState.RUNNING,
                NOW.minusSeconds(7199),
                OptionalLong.of(4690),
                Optional.of(NOW.minusSeconds(7200)),
                0,
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.of(Map.of("PASSWORD", "hunter2")),
                true,
                List.of());
    }

    static ServiceStatus failed(String cause) {
        return new ServiceStatus(
                new ServiceId("web", 2),
                ServiceState.FAIL,
                NOW.minusSeconds(3),
                OptionalLong.empty(),
                Optional.of(NOW.minusSeconds(6)),
                2,
                Optional.of(ExitStatus.exited(1)),
                cause,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of());
    }

    private static ProxyStatus up() {
        return new ProxyStatus(
                "shop",
                ProxyState.UP,
                NOW.minusSeconds(60),
                OptionalLong.of(4711),
                Optional.of(NOW.minusSeconds(61)),
                0,
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.of(new ProxyStatus.Ready(
                        2,
                        "CPython 3.11.2",
                        List.of("shop.app", "shop.web"),
                        Optional.of(Duration.ofMillis(412)),
                        OptionalLong.empty(),
                        Set.of(),
                        Environment.EMPTY)),
                Optional.empty(),
                new ProxyGeneration(
                        3,
                        Optional.empty(),
                        Optional.of(new ProxyGeneration.StaleFiles(4, List.of("app.py", "web.py")))),
                Optional.empty());
    }

    void show(RowKey... keys) {
        model.show(Stream.of(keys).map(key -> rows.find(key).orElseThrow()).toList());
    }

    /** Web-2 runs again after its failure. */
    void restarted(Duration ago) {
        ServiceStatus again = new ServiceStatus(
                new ServiceId("web", 2),
                ServiceState.RUNNING,
                NOW.minus(ago),
                OptionalLong.of(4800),
                Optional.of(NOW.minus(ago)),
                3,
                Optional.of(ExitStatus.exited(1)),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                List.of());
        rows.take(new StatusFeed.Batch(Map.of(again.id(), Optional.of(again)), Map.of()));
    }

    /** Redis goes on as another process than the one before. */
    void tookOver(long pid, long formerPid) {
        ServiceStatus before = running();
        ServiceStatus now = new ServiceStatus(
                before.id(),
                before.state(),
                before.since(),
                OptionalLong.of(pid),
                before.startedAt(),
                before.restarts(),
                before.lastExit(),
                before.cause(),
                before.retry(),
                before.killAt(),
                before.environment(),
                before.ready(),
                before.ownProgram(),
                OptionalLong.of(formerPid),
                before.waitsFor());
        rows.take(new StatusFeed.Batch(Map.of(now.id(), Optional.of(now)), Map.of()));
    }

    /** The sampler has found a process of a service that listens. */
    void listens(RowKey row, int port) {
        sampled(row, 1, port);
    }

    /** The sampler has found so many processes of a service, of which one listens. */
    void sampled(RowKey row, int processes, int port) {
        Subject subject = new Subject.OfService(((RowKey.OfProcess) row).id());
        rows.take(new Snapshot(
                NOW,
                Map.of(
                        subject,
                        new Reading(
                                Optional.empty(),
                                processes,
                                false,
                                OptionalDouble.empty(),
                                NOW,
                                true,
                                Optional.empty(),
                                NOW,
                                true)),
                Map.of(),
                Snapshot.NONE.totals(),
                MemoryHistory.EMPTY,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Periods.WISHED,
                Map.of(subject, new Ports(true, List.of(port)))));
    }

    Row row(RowKey key) {
        return rows.find(key).orElseThrow();
    }

    DetailsPage page() {
        return model.pageProperty().get();
    }

    /** An engine that knows what the test says. */
    static final class Source implements DetailsSource {
        List<String> lines = List.of();
        final CompletableFuture<Optional<PortHolder>> holder = new CompletableFuture<>();
        int asked;
        List<SocketStatus> sockets = List.of();

        @Override
        public List<SocketStatus> sockets() {
            return sockets;
        }

        @Override
        public List<String> lastLines(RowKey row) {
            return lines;
        }

        @Override
        public CompletionStage<Optional<PortHolder>> holderOf(int port) {
            asked = port;
            return holder;
        }

        @Override
        public Optional<Path> logOf(RowKey row) {
            return Optional.of(Path.of("/state/logs", row.display() + ".log"));
        }

        @Override
        public Optional<Integer> variablesOf(RowKey row) {
            return row.equals(WEB) ? Optional.empty() : Optional.of(30);
        }

        @Override
        public Path folder(Optional<String> cwd) {
            return cwd.map(Path.of("/srv")::resolve).orElse(Path.of("/srv"));
        }

        @Override
        public List<String> executed(Command command) {
            return command instanceof Command.Words list ? list.words() : List.of("/bin/sh", "-c", command.display());
        }
    }

    static final class NoEnvironments implements RowsSource {
        @Override
        public Optional<Map<String, String>> ofService(ServiceId id) {
            return Optional.empty();
        }

        @Override
        public Optional<Map<String, String>> ofProxy(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> lastWords(RowKey process) {
            return Optional.empty();
        }
    }
}
