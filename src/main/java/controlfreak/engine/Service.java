package controlfreak.engine;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.RefusedException;
import controlfreak.engine.order.Needs;
import controlfreak.engine.order.Restart;
import controlfreak.engine.service.ServiceLife;
import controlfreak.log.Log;
import controlfreak.model.Reach;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Signal;
import controlfreak.model.status.InputState;
import controlfreak.model.status.ServiceState;
import controlfreak.model.status.ServiceStatus;
import controlfreak.process.ProcessIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * One service's process, as ControlFreak's manual has it. Any thread; nothing blocks.
 *
 * <p>A stage completes when what was asked for has been observed, or fails with a {@link RefusedException}.
 */
public final class Service {
    private final EngineLoop loop;
    private final ServiceLife life;
    private final Needs needs;
    private final Optional<String> proxy;

    Service(EngineLoop loop, ServiceLife life, Needs needs, Optional<String> proxy) {
        this.loop = loop;
        this.life = life;
        this.needs = needs;
        this.proxy = proxy;
    }

    public ServiceId id() {
        return life.id();
    }

    /** The name of the proxy that forks it; empty where it runs by itself. */
    public Optional<String> proxy() {
        return proxy;
    }

    /** Its settings, which hold from its next start. */
    public ServiceSpec spec() {
        return life.spec();
    }

    public ServiceStatus status() {
        return life.status();
    }

    /**
     * All processes that belong to it, in whatever group or session, as they were seen last, which is done every ten
     * seconds; empty where none lives, or the system does not tell.
     */
    public Set<ProcessIdentity> processes() {
        return life.processes();
    }

    /** Name, {@code up} or {@code down}, pid, tab-separated. */
    public String statusAsText() {
        return status().asText();
    }

    public Log log() {
        return life.log();
    }

    /**
     * Starts it, as soon as what it is to be started after is there; completes once it runs and is ready. Refused where
     * it is up; in backoff it tries again at once, and while it stops it starts again afterwards.
     */
    public CompletionStage<ServiceStatus> start() {
        return loop.ask(life::start);
    }

    /** As {@link #start()}, but waits for nothing that it is to be started after; one that waits goes on at once. */
    public CompletionStage<ServiceStatus> startAnyway() {
        return loop.ask(life::startAnyway);
    }

    /** As {@link #start()}, but starts all that it needs and that is down, too; one that waits already is no refusal. */
    public CompletionStage<ServiceStatus> startWithNeeds() {
        return loop.ask(stage -> needs.startWith(Map.of(life, stage)));
    }

    /** As {@link #start()}, but completes at once where it is running already. */
    public CompletionStage<ServiceStatus> up() {
        return loop.ask(stage -> {
            if (life.state() == ServiceState.RUNNING) {
                stage.complete(life.status());
            } else if (life.state() == ServiceState.STARTING) {
                life.awaitRunning(stage);
            } else {
                life.start(stage);
            }
        });
    }

    /** Stops it; completes once its whole process group is gone. Refused where it is not up. */
    public CompletionStage<ServiceStatus> stop() {
        return loop.ask(life::stop);
    }

    /** As {@link #stop()}, but completes at once where it is not up. */
    public CompletionStage<ServiceStatus> down() {
        return loop.ask(stage -> {
            if (life.isUp()) {
                life.stop(stage);
            } else {
                stage.complete(life.status());
            }
        });
    }

    /**
     * Stops it where it is up, then starts it; completes once it is running. Refused, and left running, where it would
     * not come up again.
     */
    public CompletionStage<ServiceStatus> restart() {
        return loop.ask(stage -> new Restart(loop, Map.of(life, stage)).begin());
    }

    /** Stops it with SIGKILL, without waiting. Refused where it is not up. */
    public CompletionStage<ServiceStatus> kill() {
        return loop.ask(life::kill);
    }

    /** As {@link #signal(Signal, Reach)}, to whom one would expect. */
    public CompletionStage<String> signal(Signal signal) {
        return signal(signal, Reach.usualOf(signal));
    }

    /**
     * Sends it a signal; completes once it was sent, with the words to whom, as in {@code pid 4711}. Refused where there
     * is no process, or it may not be sent one.
     */
    public CompletionStage<String> signal(Signal signal, Reach reach) {
        return loop.ask(stage -> life.signal(signal, reach, stage));
    }

    /**
     * Has it take up changed settings while it runs, as its own settings say, once their check has found them right;
     * completes once it was told, with the words to whom or by what. Refused where it cannot, or the check fails.
     */
    public CompletionStage<String> reload() {
        return loop.ask(life::reload);
    }

    /**
     * Sends it a line, and a newline, on its standard input; completes once that is on its way. Refused where its
     * process has none that is open, or does not read what it was sent before. The line is shown in the log, and
     * kept in memory alone.
     */
    public CompletionStage<String> type(String line) {
        return loop.ask(stage -> life.typing().line(line, stage));
    }

    /** Ends its standard input, as Ctrl+D does in a terminal. Refused as {@link #type} is. */
    public CompletionStage<String> endInput() {
        return loop.ask(life.typing()::end);
    }

    /** Whether something can be typed for its last process. */
    public InputState inputState() {
        return life.typing().state();
    }

    ServiceLife life() {
        return life;
    }
}
