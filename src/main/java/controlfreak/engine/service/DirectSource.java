package controlfreak.engine.service;

import controlfreak.engine.base.Argv;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.Environments;
import controlfreak.engine.base.Wish;
import controlfreak.model.Environment;
import controlfreak.model.EnvironmentLayers;
import controlfreak.model.Reach;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.ServiceVariables;
import controlfreak.model.Signal;
import controlfreak.model.status.Retry;
import controlfreak.process.ChildProcess;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.Prelude;
import controlfreak.process.SeenProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Starts the processes of services without a proxy. Engine thread only. */
public final class DirectSource implements ProcessSource {
    private final EngineParts parts;
    private final Environments environments;
    private final Supplier<Wish> wish;

    public DirectSource(EngineParts parts, Environments environments, Supplier<Wish> wish) {
        this.parts = parts;
        this.environments = environments;
        this.wish = wish;
    }

    @Override
    public Optional<String> refusal() {
        return Optional.empty();
    }

    @Override
    public Optional<String> obstacle(ServiceSpec spec, Predicate<SeenProcess> ending) {
        return parts.sockets().obstacle(spec.allSockets(), ending);
    }

    @Override
    public Path folder(ServiceSpec spec) {
        return wish.get().folder(spec.cwd());
    }

    @Override
    public Map<String, String> variables(ServiceSpec spec, ServiceId id) {
        return layers(spec, id).values();
    }

    private EnvironmentLayers layers(ServiceSpec spec, ServiceId id) {
        return environments.ofService(Optional.empty(), Environment.EMPTY, spec, id);
    }

    @Override
    public void start(ServiceRun run) {
        ServiceSpec spec = run.spec();
        EnvironmentLayers layers = layers(spec, run.id());
        if (layers.problem().isPresent()) {
            run.failed(layers.problem().get());
            return;
        }
        Map<String, String> environment = layers.values();
        if (run.isHeldUp(environment, folder(spec))) {
            return;
        }
        run.log().holdBack();
        try {
            LaunchRequest request = new LaunchRequest(
                    Argv.of(spec.command()),
                    run.family().marked(Argv.variables(spec.command(), environment)),
                    folder(spec),
                    spec.streams(),
                    parts.sockets().of(spec),
                    false,
                    prelude(spec));
            ChildProcess child = parts.launcher().launch(request, new RunOutput(run, parts.loop()));
            if (spec.streams().openStdin()) {
                run.typing().opens(child.input());
            }
            run.started(new RunStart(
                    Optional.of(child.identity()),
                    OptionalLong.of(child.identity().pid()),
                    environment,
                    child.outputs(),
                    parts.loop().now()));
        } catch (LaunchException e) {
            if (e.isForGood()) {
                run.failedForGood(e.getMessage());
            } else {
                run.failed(e.getMessage());
            }
        } finally {
            run.log().letGo();
        }
    }

    private Prelude prelude(ServiceSpec spec) throws LaunchException {
        Prelude prelude = parts.privileges().prelude(spec.runAs());
        return spec.health().heartbeat().isPresent()
                ? prelude.withPidIn(List.of(ServiceVariables.WATCHDOG_PID))
                : prelude;
    }

    @Override
    public String waitsFor() {
        return "";
    }

    @Override
    public boolean withdraw(ServiceRun run) {
        return false;
    }

    @Override
    public void whenSafe(ServiceRun run, Runnable act) {
        act.run();
    }

    @Override
    public String terminate(ServiceRun run, Signal signal, Optional<Reach> reach) {
        return "no signal was sent, for nothing proves which process it is";
    }

    @Override
    public boolean relay(ServiceRun run, Signal signal) {
        return false;
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public Optional<Retry> comesBack() {
        return Optional.empty();
    }

    @Override
    public void settled(boolean up) {}
}
