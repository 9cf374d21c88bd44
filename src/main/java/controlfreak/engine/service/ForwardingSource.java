package controlfreak.engine.service;

import controlfreak.model.Reach;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.Retry;
import controlfreak.process.SeenProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Passes on to another source what its own kind does nothing about: that is all but a start. Engine thread only. */
abstract class ForwardingSource implements ProcessSource {
    protected final ProcessSource source;

    ForwardingSource(ProcessSource source) {
        this.source = source;
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
    public boolean isLeft() {
        return source.isLeft();
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
