package controlfreak.ui.main;

import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.ExitStatus;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.model.status.ChangeoverStatus;
import controlfreak.model.status.ChangeoverStatus.Kind;
import controlfreak.model.status.ChangeoverStatus.Phase;
import controlfreak.model.status.ProxyGeneration;
import controlfreak.model.status.ProxyGeneration.StaleFiles;
import controlfreak.model.status.ProxyGeneration.Template;
import controlfreak.model.status.ProxyState;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.Retry;
import controlfreak.model.status.RollingStatus;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A workspace to look at and statuses to feed: shop (web ×3, images), mailer (mail), and redis beside them. */
public final class Shop {
    public static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private Shop() {}

    public static Workspace workspace() {
        ProxySpec shop = ProxySpec.of("shop", text("cfk-share-mem-proxy.py --preload shop.app"))
                .withServices(List.of(
                        service("web", "shop.web:serve()").withInstances(3),
                        service("images", "shop.images:resize()")));
        ProxySpec mailer = ProxySpec.of("mailer", text("cfk-share-mem-proxy.pl -MShop::Mail"))
                .withServices(List.of(service("mail", "Shop::Mail->run")));
        return Workspace.EMPTY
                .withProxy(shop)
                .withProxy(mailer)
                .withService(Optional.empty(), service("redis", "redis-server --port 0"));
    }

    public static ServiceSpec service(String name, String command) {
        return ServiceSpec.of(name, text(command));
    }

    public static ServiceSpec tagged(ServiceSpec spec, String... tags) {
        return spec.with(draft -> draft.tags = List.of(tags));
    }

    private static Command text(String text) {
        return new Command.Text(text);
    }

    public static ServiceId id(String service, int instance) {
        return new ServiceId(service, instance);
    }

    public static ServiceStatus running(ServiceId id, long pid, Duration age) {
        return new ServiceStatus(
                id,
                ServiceState.RUNNING,
                NOW.minus(age),
                OptionalLong.of(pid),
                Optional.of(NOW.minus(age)),
                0,
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.of(Map.of("LANG", "C")),
                true,
                List.of());
    }

    public static ServiceStatus starting(ServiceId id, long pid) {
        return new ServiceStatus(
                id,
                ServiceState.STARTING,
                NOW.minusSeconds(1),
                OptionalLong.of(pid),
                Optional.of(NOW.minusSeconds(1)),
                0,
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of());
    }

    /** Starting again, as soon as its proxy has loaded. */
    public static ServiceStatus waiting(ServiceId id) {
        return new ServiceStatus(
                id,
                ServiceState.STARTING,
                NOW,
                OptionalLong.empty(),
                Optional.of(NOW.minusSeconds(90)),
                1,
                Optional.empty(),
                "waits for shop to load",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of());
    }

    /** To be started as soon as another is ready. */
    public static ServiceStatus waitingFor(ServiceId id, String name) {
        return new ServiceStatus(
                id,
                ServiceState.STARTING,
                NOW,
                OptionalLong.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                "waits for " + name + " (ready)",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(name));
    }

    public static ServiceStatus stopping(ServiceId id, long pid, Duration left) {
        return new ServiceStatus(
                id,
                ServiceState.STOPPING,
                NOW,
                OptionalLong.of(pid),
                Optional.of(NOW.minusSeconds(90)),
                1,
                Optional.of(ExitStatus.exited(2)),
                "",
                Optional.empty(),
                Optional.of(NOW.plus(left)),
                Optional.empty(),
                false,
                List.of());
    }

    public static ServiceStatus retrying(ServiceId id, int attempt, Duration left) {
        return new ServiceStatus(
                id,
                ServiceState.BACKOFF,
                NOW,
                OptionalLong.empty(),
                Optional.of(NOW.minusSeconds(1)),
                attempt,
                Optional.of(ExitStatus.exited(1)),
                "exit 1 after 0.4 s",
                Optional.of(new Retry(attempt, 8, NOW.plus(left))),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of());
    }

    public static ServiceStatus off(ServiceId id, ServiceState state, String cause) {
        Optional<ExitStatus> exit = state.isTrouble() ? Optional.of(ExitStatus.exited(3)) : Optional.empty();
        return new ServiceStatus(
                id,
                state,
                NOW.minusSeconds(240),
                OptionalLong.empty(),
                Optional.of(NOW.minusSeconds(300)),
                state == ServiceState.FATAL ? 8 : 0,
                exit,
                cause,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                state == ServiceState.RUNNING,
                List.of());
    }

    public static ServiceStatus stopped(ServiceId id) {
        return off(id, ServiceState.STOPPED, "");
    }

    public static ProxyStatus up(String name, long pid) {
        return up(name, pid, new ProxyGeneration(1, Optional.empty(), Optional.empty()), Optional.empty());
    }

    /** Up, and code that it has loaded has changed. */
    public static ProxyStatus stale(String name, long pid, int count, String... files) {
        StaleFiles stale = new StaleFiles(count, List.of(files));
        return up(name, pid, new ProxyGeneration(1, Optional.empty(), Optional.of(stale)), Optional.empty());
    }

    /** Up, forking from a worker. */
    public static ProxyStatus reforked(String name, long pid, String worker) {
        Template template =
                new Template(worker, NOW.minusSeconds(60), OptionalLong.of(4700), OptionalLong.of(120L << 20));
        return up(name, pid, new ProxyGeneration(1, Optional.of(template), Optional.empty()), Optional.empty());
    }

    /** Up, and its workers are being moved over. */
    public static ProxyStatus changingOver(String name, long pid, Kind kind, Phase phase, int done, int all) {
        RollingStatus moved = new RollingStatus(done, all, Optional.empty());
        return up(
                name,
                pid,
                new ProxyGeneration(2, Optional.empty(), Optional.empty()),
                Optional.of(new ChangeoverStatus(kind, phase, NOW.minusSeconds(12), moved)));
    }

    private static ProxyStatus up(
            String name, long pid, ProxyGeneration generation, Optional<ChangeoverStatus> changeover) {
        return new ProxyStatus(
                name,
                ProxyState.UP,
                NOW.minusSeconds(7200),
                OptionalLong.of(pid),
                Optional.of(NOW.minusSeconds(7200)),
                0,
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.of(new ProxyStatus.Ready(
                        2,
                        "CPython 3.11.2",
                        List.of("shop.app"),
                        Optional.of(Duration.ofMillis(412)),
                        OptionalLong.of(96L << 20),
                        Set.of(ProxyStatus.Ability.REFORK),
                        Environment.EMPTY)),
                Optional.empty(),
                generation,
                changeover);
    }
}
