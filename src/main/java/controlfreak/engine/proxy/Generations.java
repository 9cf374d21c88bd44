package controlfreak.engine.proxy;

import controlfreak.engine.base.Argv;
import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.Environments;
import controlfreak.engine.base.Phrases;
import controlfreak.engine.base.Wish;
import controlfreak.engine.service.ServiceRun;
import controlfreak.log.RecordedLog;
import controlfreak.model.Bugs;
import controlfreak.model.Command;
import controlfreak.model.EnvironmentLayers;
import controlfreak.model.ProxySpec;
import controlfreak.model.Streams;
import controlfreak.process.ChildStream;
import controlfreak.process.Handover;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.Listeners.Listener;
import controlfreak.process.Prelude;
import controlfreak.protocol.ProxyVariables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The processes of one proxy: mostly one or none; two while one takes over from the other, or is on its way out. Engine
 * thread only.
 */
final class Generations {
    private final EngineParts parts;
    private final Environments environments;
    private final Supplier<ProxySpec> spec;
    private final Supplier<Wish> wish;
    private final RecordedLog log;
    private final Function<String, Optional<RecordedLog>> serviceLog;
    private final ProxyProcess.Listener listener;
    private final List<ProxyProcess> living = new ArrayList<>();
    private EngineLoop.Delayed reading = EngineLoop.Delayed.NONE;
    private int count;
    private String trouble = "";

    /**
     * @param spec the settings of now
     * @param serviceLog finds the log of a service by name; any thread
     * @param listener hears of each
     */
    Generations(
            EngineParts parts,
            Environments environments,
            Supplier<ProxySpec> spec,
            Supplier<Wish> wish,
            RecordedLog log,
            Function<String, Optional<RecordedLog>> serviceLog,
            ProxyProcess.Listener listener) {
        this.parts = parts;
        this.environments = environments;
        this.spec = spec;
        this.wish = wish;
        this.log = log;
        this.serviceLog = serviceLog;
        this.listener = listener;
    }

    /** Why none can be launched, in a sentence for people. */
    Optional<String> refusal() {
        return spec.get().command().isPresent()
                ? Optional.empty()
                : Optional.of("The proxy " + spec.get().name() + " has no command. Give it one in its settings.");
    }

    /**
     * Reads the files of variables that another process is launched with.
     *
     * @param done is run once they were read, before this returns where there are none
     * @param failed is told why they cannot be, in a sentence
     */
    void read(Runnable done, Consumer<String> failed) {
        environments.read(true, spec.get().envFiles(), done, failed);
    }

    /** Reads them and launches a process that is alone; {@link #endAll} takes that back. */
    void launchFirst(Consumer<ProxyProcess> launched, Consumer<LaunchException> failed) {
        trouble = "";
        reading = environments.read(
                true,
                spec.get().envFiles(),
                () -> launchLogged(launched, failed),
                reason -> failed.accept(new LaunchException(reason)));
    }

    private void launchLogged(Consumer<ProxyProcess> launched, Consumer<LaunchException> failed) {
        ProxyProcess next;
        log.holdBack();
        try {
            next = launch();
            log.started("started, pid " + next.identity().pid());
        } catch (LaunchException e) {
            failed.accept(e);
            return;
        } finally {
            log.letGo();
        }
        launched.accept(next);
    }

    /** Whether there are any to be read. */
    boolean haveFiles() {
        return !spec.get().envFiles().isEmpty()
                || !wish.get().workspace().envFiles().isEmpty();
    }

    /** Launches another process, with the settings and variables of now. */
    ProxyProcess launch() throws LaunchException {
        ProxySpec now = spec.get();
        Command command = now.command()
                .orElseThrow(() -> LaunchException.forGood(refusal().orElseThrow()));
        Optional<String> obstacle = Phrases.leftAlive("proxy " + now.name(), parts.journal(), parts.table());
        if (obstacle.isPresent()) {
            throw LaunchException.forGood(obstacle.get());
        }
        EnvironmentLayers layers = environments.ofProxy(now);
        Optional<String> problem = layers.problem();
        if (problem.isPresent()) {
            throw new LaunchException(problem.get());
        }
        Map<String, String> environment = layers.values();
        Map<String, String> withPipes = new HashMap<>(environment);
        ProxyVariables.of(
                        ChildStream.COMMAND.descriptor(), ChildStream.STATUS.descriptor(), ChildStream.LOG.descriptor())
                .applyTo(withPipes);
        Map<String, Listener> sockets = parts.sockets().open(now.sockets());
        ChildVariables variables = new ChildVariables(environments, environment);
        ProxyProcess next = new ProxyProcess(parts, listener, log, count + 1, variables, sockets);
        LaunchRequest request = new LaunchRequest(
                Argv.of(command),
                next.family().marked(Argv.variables(command, withPipes)),
                wish.get().folder(now.cwd()),
                Streams.DEFAULT,
                Handover.of(sockets.values()),
                true,
                Prelude.NONE);
        try {
            next.launch(request, serviceLog);
        } catch (RuntimeException | Error bug) {
            Bugs.tell(bug);
            throw new LaunchException(Phrases.INTERNAL_ERROR);
        }
        count++;
        living.add(next);
        parts.journal()
                .started("proxy " + now.name(), next.identity(), next.family().mark());
        return next;
    }

    /** The conversation with the process that was asked for a service's. */
    Optional<ProxyLink> linkOf(ServiceRun run) {
        return living.stream()
                .map(ProxyProcess::link)
                .filter(link -> link.has(run))
                .findFirst();
    }

    /** Ends all of them; each tells when it is gone. */
    void endAll(boolean atOnce) {
        reading.cancel();
        List.copyOf(living).forEach(process -> process.end(atOnce));
    }

    void gone(ProxyProcess process) {
        living.remove(process);
        trouble = process.trouble().isEmpty() ? trouble : process.trouble();
        if (process.trouble().isEmpty()) {
            parts.journal().ended(process.identity());
        }
    }

    /** Who could not be ended since one was launched alone, in a short phrase; else empty. */
    String trouble() {
        return trouble;
    }

    boolean areGone() {
        return living.isEmpty();
    }
}
