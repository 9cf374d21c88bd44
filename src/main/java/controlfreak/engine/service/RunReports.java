package controlfreak.engine.service;

import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.Phrases;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.ServiceState;
import controlfreak.process.SeenProcess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a service makes of that which its process reports, as long as that is not over. Engine thread only. */
final class RunReports implements RunListener {
    private final Supplier<Optional<ServiceRun>> run;
    private final Supplier<ServiceSpec> spec;
    private final ServiceCondition condition;
    private final EngineParts parts;
    private final ProcessSource source;
    private final Comeback comeback;
    private final StartWait wait;
    private final Runnable over;
    private final Runnable stuck;

    /**
     * @param run the process of now
     * @param spec the settings of now
     * @param over is told when all that belonged to the process is gone
     * @param stuck is told when it has not ended after a bug
     */
    RunReports(
            Supplier<Optional<ServiceRun>> run,
            Supplier<ServiceSpec> spec,
            ServiceCondition condition,
            EngineParts parts,
            ProcessSource source,
            Comeback comeback,
            StartWait wait,
            Runnable over,
            Runnable stuck) {
        this.run = run;
        this.spec = spec;
        this.condition = condition;
        this.parts = parts;
        this.source = source;
        this.comeback = comeback;
        this.wait = wait;
        this.over = over;
        this.stuck = stuck;
    }

    private ServiceRun current() {
        return run.get().orElseThrow();
    }

    @Override
    public void started() {
        if (condition.state() == ServiceState.STOPPING) {
            condition.move(ServiceState.STOPPING, "");
            end();
        } else {
            condition.move(ServiceState.STARTING, "");
            current().watch(source.folder(spec.get()));
        }
    }

    private void end() {
        current().end(spec.get().restart().stopWait(), false);
    }

    @Override
    public void lived() {
        comeback.forgetRetries();
        wait.skip(false);
        condition.isReady(current().health().isReady());
        condition.move(ServiceState.RUNNING, current().health().words());
        source.settled(true);
    }

    /** It is ended, and that counts as a failure. */
    @Override
    public void isUnwell(String trouble) {
        condition.move(ServiceState.STOPPING, trouble);
        end();
    }

    @Override
    public void haveKilled() {
        source.relay(current(), Signal.KILL);
    }

    @Override
    public void askToEnd(Runnable groupIsAsked) {
        new StopAsking(parts, source, current(), groupIsAsked)
                .begin(
                        spec.get().restart().stopWait(),
                        condition.status().environment().orElse(Map.of()),
                        source.folder(spec.get()));
    }

    /** What is left of it is ended first. */
    @Override
    public void ended() {
        current().endRest(spec.get().restart().stopWait());
    }

    @Override
    public void leftBehind(List<SeenProcess> left) {
        condition.move(ServiceState.STOPPING, current().outcome().words() + Phrases.leftBehind(left));
    }

    @Override
    public void isStuck() {
        stuck.run();
    }

    @Override
    public void settle() {
        over.run();
    }
}
