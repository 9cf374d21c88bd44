package controlfreak.engine;

import controlfreak.engine.base.EngineParts;
import controlfreak.log.LogLimits;
import controlfreak.log.LogLine;
import controlfreak.log.LogStore;
import controlfreak.model.Command;
import controlfreak.model.Dependency;
import controlfreak.model.Environment;
import controlfreak.model.Health;
import controlfreak.model.ProxySpec;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.RunJournal;
import controlfreak.process.SeenProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** An engine on a fake system and a clock that is moved by hand. */
final class EngineFixture {
    private final Path folder;
    final ManualLoop loop = new ManualLoop();
    final FakeSystem system = new FakeSystem();
    final FakeListeners listeners = new FakeListeners();
    final FakePorts ports = new FakePorts();
    final FakeNotices notices = new FakeNotices();
    final List<String> alive = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    final LogStore logs;

    /** Lines are matched at once, unless a test puts that off. */
    Executor matching = Runnable::run;

    /** Files that services write are read at once, unless a test puts that off. */
    Executor disk = Runnable::run;

    /** What is done before a process is written down, and before a number is drawn; they may throw. */
    Runnable atJournal = () -> {};

    Runnable atRandom = () -> {};

    /** Whether it is known what earlier panels have left; who waits for that is here. */
    boolean isJournalOpen = true;

    final List<Runnable> whenJournalOpen = new ArrayList<>();

    final FakeFiles files = new FakeFiles();

    final FakePrivileges privileges = new FakePrivileges();
    final Controller controller;

    EngineFixture(Path folder) {
        this(folder, Runnable::run);
    }

    /** @param disk writes the files of logs */
    EngineFixture(Path folder, Executor disk) {
        this.folder = folder;
        logs = new LogStore(folder.resolve("logs"), loop::now, LogLimits.DEFAULT, disk);
        RunJournal journal = new RunJournal() {
            @Override
            public void started(String name, ProcessIdentity leader, String mark) {
                atJournal.run();
                alive.add(name + " " + leader.pid());
                names.put(mark, name);
            }

            @Override
            public boolean isOpen() {
                return isJournalOpen;
            }

            @Override
            public void whenOpen(Runnable act) {
                whenJournalOpen.add(act);
            }

            @Override
            public Optional<String> nameOf(SeenProcess process) {
                return process.marks().stream()
                        .flatMap(mark -> Optional.ofNullable(names.get(mark)).stream())
                        .findFirst();
            }

            @Override
            public void ended(ProcessIdentity leader) {
                alive.removeIf(entry -> entry.endsWith(" " + leader.pid()));
            }
        };
        controller = new Controller(
                new EngineParts(
                        loop,
                        system,
                        privileges,
                        system,
                        listeners,
                        ports,
                        notices,
                        journal,
                        logs,
                        task -> matching.execute(task),
                        task -> disk.execute(task),
                        bound -> {
                            atRandom.run();
                            return 0;
                        },
                        Map.of("PATH", "/usr/bin", "HOME", "/home/op", "NOTIFY_SOCKET", "/run/panel/notify"),
                        Path.of("/opt/proxies")),
                files,
                folder);
    }

    /** A service that has two seconds to end. */
    static ServiceSpec spec(String name) {
        return ServiceSpec.of(name, new Command.Words(List.of("/bin/" + name, "--now")))
                .withRestart(RestartPolicy.DEFAULT.withStopWait(Duration.ofSeconds(2)));
    }

    /** One that is started once others are ready. */
    static ServiceSpec after(ServiceSpec spec, String... names) {
        return spec.withDependsOn(Stream.of(names)
                .map(name -> new Dependency(name, Dependency.Until.READY))
                .toList());
    }

    /** Has these and no others. */
    void apply(List<ProxySpec> proxies, ServiceSpec... services) {
        await(controller.apply(new Workspace(Environment.EMPTY, proxies, List.of(services), Map.of()), folder));
    }

    void apply(ServiceSpec... services) {
        apply(List.of(), services);
    }

    /** The names of all services that a process was launched for, in order. */
    List<String> launched() {
        return system.launched.stream()
                .map(process -> process.request.environment().get("CONTROL_FREAK_SERVICE"))
                .toList();
    }

    /** A service of its own, added and settled. */
    Service service(ServiceSpec spec) {
        return await(controller.addService(spec)).get(0);
    }

    /** One named web that is watched like this. */
    Service watched(Health health) {
        return service(spec("web").withHealth(health));
    }

    Proxy proxy(ProxySpec spec) {
        return await(controller.addProxy(spec));
    }

    Service find(String name) {
        return controller.services().stream()
                .filter(service -> service.id().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The value of a stage that is complete once all that is queued has run. */
    <T> T await(CompletionStage<T> stage) {
        loop.settle();
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (!future.isDone()) {
            throw new AssertionError("The stage is not complete.");
        }
        return future.join();
    }

    /** Why a stage failed that is complete once all that is queued has run; empty where it did not fail. */
    String reason(CompletionStage<?> stage) {
        return await(stage.handle(
                (value, failure) -> failure == null ? "" : failure.getCause().getMessage()));
    }

    void advance(double seconds) {
        loop.advance(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    ServiceState state(Service service) {
        loop.settle();
        return service.status().state();
    }

    ServiceStatus status(Service service) {
        loop.settle();
        return service.status();
    }

    String cause(Service service) {
        return status(service).cause();
    }

    boolean isReady(Service service) {
        return status(service).ready();
    }

    /** Starts a service without a proxy and lets it live long enough to count as running. */
    FakeSystem.FakeProcess running(Service service) {
        int before = system.launched.size();
        service.start();
        loop.settle();
        FakeSystem.FakeProcess process = system.launched.get(before);
        advance(1);
        return process;
    }

    List<String> log(Service service) {
        return service.log().from(0, 1000).stream().map(LogLine::text).toList();
    }

    List<String> log(Proxy proxy) {
        return proxy.log().from(0, 1000).stream().map(LogLine::text).toList();
    }

    static ServiceId id(String name) {
        return new ServiceId(name, 0);
    }
}
