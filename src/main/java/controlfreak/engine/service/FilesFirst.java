package controlfreak.engine.service;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.Environments;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Has a service's files of variables read before each of its processes is asked for. One for each service; engine
 * thread only.
 */
public final class FilesFirst extends ForwardingSource {
    private final Environments environments;
    private final boolean isDirect;
    private final Map<ServiceRun, EngineLoop.Delayed> reading = new HashMap<>();

    /**
     * @param source gives the processes
     * @param isDirect whether no proxy does, so that the workspace's files are read, too
     */
    public FilesFirst(Environments environments, ProcessSource source, boolean isDirect) {
        super(source);
        this.environments = environments;
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
}
