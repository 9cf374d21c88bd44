package controlfreak.engine.service;

import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.Phrases;
import controlfreak.model.Signal;
import controlfreak.model.status.ServiceState;
import controlfreak.process.SeenProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a service makes of that which its process reports, as long as that is not over. Engine thread only. */
final class RunReports implements RunListener {
    private final Supplier<Optional<ServiceRun>> run;
    private final ServiceCondition condition;
    private final EngineParts parts;
    private final ProcessSource source;
    private final Comeback comeback;
    private final StartWait wait;
    private final Hooking hooks;
    private final Runnable again;
    private final Runnable over;

    /**
     * @param run the process of now
     * @param again asks for the process once more
     * @param over is told when all that belonged to the process is gone
     */
    RunReports(
            Supplier<Optional<ServiceRun>> run,
            ServiceCondition condition,
            EngineParts parts,
            ProcessSource source,
            Comeback comeback,
            StartWait wait,
            Hooking hooks,
            Runnable again,
            Runnable over) {
        this.run = run;
        this.condition = condition;
        this.parts = parts;
        this.source = source;
        this.comeback = comeback;
        this.wait = wait;
        this.hooks = hooks;
        this.again = again;
        this.over = over;
    }

    private ServiceRun current() {
        return run.get().orElseThrow();
    }

    @Override
    public boolean isHeldUp(Map<String, String> environment, Path folder) {
        Optional<String> obstacle = Phrases.leftAlive(current().id().name(), parts.journal(), parts.table());
        if (obstacle.isPresent()) {
            current().failedForGood(obstacle.get());
            return true;
        }
        boolean isHeldUp = hooks.comeFirst(current(), environment, folder, again);
        if (!isHeldUp) {
            // What is run first must not be taken for it.
            current().health().begin();
        }
        return isHeldUp;
    }

    @Override
    public void started() {
        if (condition.state() == ServiceState.STOPPING) {
            condition.move(ServiceState.STOPPING, "");
            end();
        } else {
            condition.move(ServiceState.STARTING, "");
            current().watch(source.folder(current().spec()));
        }
    }

    private void end() {
        current().end(current().spec().restart().stopWait(), false);
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
                        current().spec().restart().stopWait(),
                        current().process().environment(),
                        source.folder(current().spec()));
    }

    /** What is left of it is ended first. */
    @Override
    public void ended() {
        current().endRest(current().spec().restart().stopWait());
    }

    @Override
    public void leftBehind(List<SeenProcess> left) {
        condition.move(ServiceState.STOPPING, current().outcome().words() + Phrases.leftBehind(left));
    }

    @Override
    public void settle() {
        over.run();
    }
}
