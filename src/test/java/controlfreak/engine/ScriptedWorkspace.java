package controlfreak.engine;

import controlfreak.model.Ask;
import controlfreak.model.Check;
import controlfreak.model.Command;
import controlfreak.model.Dependency;
import controlfreak.model.Dependency.Until;
import controlfreak.model.Environment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.EnvironmentFile.Dialect;
import controlfreak.model.ExitStatus;
import controlfreak.model.Liveness;
import controlfreak.model.Probe;
import controlfreak.model.ProxySpec;
import controlfreak.model.Reach;
import controlfreak.model.Readiness.Sign;
import controlfreak.model.Reload;
import controlfreak.model.RestartPolicy;
import controlfreak.model.RestartPolicy.StartLimit;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.Stop;
import controlfreak.model.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The workspace that scripts begin with, and what can become of its services. */
final class ScriptedWorkspace {
    static final String ERRAND = "/bin/errand";
    static final String FILE = "local.env";
    static final List<Integer> PORTS = List.of(8000, 8001);
    static final List<String> NAMES = List.of("db", "web", "job", "a", "b", "c");
    static final List<String> PROXIES = List.of("shop", "mill");
    private static final Command COMMAND = new Command.Words(List.of(ERRAND));
    private static final Duration SECOND = Duration.ofSeconds(1);

    private ScriptedWorkspace() {}

    static Workspace first() {
        return new Workspace(
                Environment.EMPTY,
                List.of(
                        proxy("shop").withServices(List.of(service("a"), service("b"))),
                        proxy("mill").withAuto(false).withServices(List.of(service("c")))),
                List.of(service("db"), service("web"), service("job")),
                Map.of());
    }

    static ServiceSpec service(String name) {
        return EngineFixture.spec(name);
    }

    static ProxySpec proxy(String name) {
        return ProxySpec.of(name, new Command.Words(List.of("/bin/" + name)));
    }

    /** A proxy changed in one of some ways. */
    static ProxySpec changed(ProxySpec proxy, int how) {
        return switch (how % 6) {
            case 0 -> proxy.withAuto(!proxy.auto());
            case 1 -> proxy.with(draft -> draft.command = Optional.empty());
            case 2 -> proxy.with(draft -> draft.command = Optional.of(new Command.Words(List.of("/bin/old", "v1"))));
            case 3 -> proxy.with(draft -> draft.envFiles = List.of(new EnvironmentFile(FILE, Dialect.SYSTEMD)));
            default -> proxy(proxy.name()).withAuto(proxy.auto()).withServices(proxy.services());
        };
    }

    /** A service changed in one of some ways. */
    static ServiceSpec changed(ServiceSpec service, int how) {
        String other = NAMES.get((how / 25) % NAMES.size());
        return switch (how % 25) {
            case 0 -> service(service.name());
            case 1 -> restarts(service, policy -> policy.respawnOnStop = true);
            case 2 -> restarts(service, policy -> policy.respawnOnFail = false);
            case 3 -> restarts(service, policy -> policy.maxRetries = 1);
            case 4 ->
                restarts(
                        service, policy -> policy.startLimit = Optional.of(new StartLimit(3, SECOND.multipliedBy(60))));
            case 5 -> restarts(service, policy -> policy.maxDelay = Optional.of(Duration.ZERO));
            case 6 -> restarts(service, policy -> policy.startWait = Duration.ZERO);
            case 7 -> restarts(service, policy -> policy.stopWait = Duration.ZERO);
            case 8 -> restarts(service, policy -> policy.successExit = List.of(ExitStatus.exited(143)));
            case 9 -> service.withInstances(2);
            case 10 -> service.withInstances(1);
            case 11 -> service.withHealth(service.health().withReady(new Sign.Notified()));
            case 12 -> service.withHealth(service.health().withReady(new Sign.Line("up")));
            case 13 ->
                service.withHealth(
                        service.health().withReady(new Sign.Probed(probe(new Check.Port("localhost", 8000)))));
            case 14 -> service.withHealth(service.health().withReady(new Sign.Probed(probe(new Check.Run(COMMAND)))));
            case 15 ->
                service.withHealth(
                        service.health().withLive(new Liveness(probe(new Check.Port("localhost", 8001)), 2, Map.of())));
            case 16 ->
                service.withHealth(service.health().withLive(new Liveness(probe(new Check.Run(COMMAND)), 1, Map.of())));
            case 17 -> after(service, new Dependency(other, Until.READY));
            case 18 -> after(service, new Dependency(other, Until.COMPLETED));
            case 19 -> after(service, new Dependency(other, Until.RUNNING));
            case 20 -> after(service, new Dependency(PROXIES.get((how / 25) % 2), Until.READY));
            case 21 -> service.withStop(Stop.of(new Ask.Run(COMMAND)));
            case 22 ->
                service.withStop(
                        Stop.of(new Ask.Send(how % 2 == 0 ? Signal.INT : Signal.KILL, Optional.of(Reach.GROUP))));
            case 23 ->
                service.withReload(
                        new Reload(new Ask.Send(Signal.HUP, Optional.empty()), Optional.of(COMMAND), Map.of()));
            default -> service.with(draft -> draft.envFiles = List.of(new EnvironmentFile(FILE, Dialect.SYSTEMD)));
        };
    }

    private static Probe probe(Check check) {
        return new Probe(check, SECOND.multipliedBy(2), SECOND);
    }

    private static ServiceSpec after(ServiceSpec service, Dependency dependency) {
        return service.withDependsOn(List.of(dependency));
    }

    private static ServiceSpec restarts(ServiceSpec service, Consumer<RestartPolicy.Draft> change) {
        return service.withRestart(service.restart().with(change));
    }

    /** Some of a list, by the bits of a number. */
    static <T> List<T> some(List<T> all, int bits) {
        return IntStream.range(0, all.size())
                .filter(i -> (bits >> (i % 7) & 1) == 0)
                .mapToObj(all::get)
                .toList();
    }
}
