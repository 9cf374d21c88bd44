package controlfreak.engine.service;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.Environments;
import controlfreak.model.Reach;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.Retry;
import controlfreak.process.SeenProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Has a service's files of variables read before each of its processes is asked for. One for each service; engine
 * thread only.
 */
public final class FilesFirst implements ProcessSource {
    private final Environments environments;
    private final ProcessSource source;
    private final boolean isDirect;
    private final Map<ServiceRun, EngineLoop.Delayed> reading = new HashMap<>();

    /**
     * @param source gives the processes
     * @param isDirect whether no proxy does, so that the workspace's files are read, too
     */
    public FilesFirst(Environments environments, ProcessSource source, boolean isDirect) {
        this.environments = environments;
        this.source = source;
        this.isDirect = isDirect;
    }

    @Override
    public void start(ServiceRun run) {
        reading.put(run, EngineLoop.Delayed.NONE);
        EngineLoop.Delayed read = environments.read(
                isDirect,
                run.spec().envFiles(),
                () -> run.report(() -> goOn(run, () -> source.start(run))),
                reason -> run.report(() -> goOn(run, () -> run.failed(reason))));
        reading.replace(run, read);
    }

    private void goOn(ServiceRun run, Runnable then) {
        if (reading.remove(run) != null) {
            then.run();
        }
    }

    @Override
    public boolean withdraw(ServiceRun run) {
        Optional<EngineLoop.Delayed> read = Optional.ofNullable(reading.remove(run));
        read.ifPresent(EngineLoop.Delayed::cancel);
        return read.isPresent() || source.withdraw(run);
    }

    @Override
    public String waitsFor() {
        return reading.isEmpty() ? source.waitsFor() : "reads its files of variables";
    }

    @Override
    public Optional<String> refusal() {
        return source.refusal();
    }

    @Override
    public Optional<String> obstacle(ServiceSpec spec, Predicate<SeenProcess> ending) {
        return source.obstacle(spec, ending);
    }

    @Override
    public Path folder(ServiceSpec spec) {
        return source.folder(spec);
    }

    @Override
    public Map<String, String> variables(ServiceSpec spec, ServiceId id) {
        return source.variables(spec, id);
    }

    @Override
    public String loss() {
        return source.loss();
    }

    @Override
    public void whenSafe(ServiceRun run, Runnable act) {
        source.whenSafe(run, act);
    }

    @Override
    public String terminate(ServiceRun run, Signal signal, Optional<Reach> reach) {
        return source.terminate(run, signal, reach);
    }

    @Override
    public boolean relay(ServiceRun run, Signal signal) {
        return source.relay(run, signal);
    }

    @Override
    public boolean isThere() {
        return source.isThere();
    }

    @Override
    public Optional<Retry> comesBack() {
        return source.comesBack();
    }

    @Override
    public void settled(boolean up) {
        source.settled(up);
    }
}
