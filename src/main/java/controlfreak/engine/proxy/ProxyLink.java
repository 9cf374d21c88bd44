package controlfreak.engine.proxy;

import controlfreak.engine.base.EngineParts;
import controlfreak.engine.service.RunStart;
import controlfreak.engine.service.ServiceRun;
import controlfreak.log.RecordedLog;
import controlfreak.model.Reach;
import controlfreak.model.ServiceSpec;
import controlfreak.model.ServiceVariables;
import controlfreak.model.Signal;
import controlfreak.model.rights.RunAs;
import controlfreak.model.status.ProxyStatus;
import controlfreak.model.status.ProxyStatus.Ability;
import controlfreak.process.Census;
import controlfreak.process.ChildProcess;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable.Facts;
import controlfreak.process.SeenProcess;
import controlfreak.protocol.CommandEncoder;
import controlfreak.protocol.ProxyCommand;
import controlfreak.protocol.ProxyCommand.Outputs;
import controlfreak.protocol.ProxyMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** The conversation with one process of a proxy: commands to it, statuses from it. Engine thread only. */
final class ProxyLink {
    /** How long a proxy of version 1 may need until a child of its leads its own group. */
    private static final Duration HOLD_BACK = Duration.ofMillis(100);

    /** How long a process that was started too late may take to end, before it is killed. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final EngineParts parts;
    private final ChildProcess child;
    private final ChildVariables variables;
    private final InheritedSockets sockets;
    private final Outlets outlets;
    private final RecordedLog log;
    private final PacedCommands commands;
    private final EntrustedRuns runs = new EntrustedRuns();
    private final Answers answers;
    private final Descent descent;
    private boolean version2;
    private boolean passesInputOn;

    /** @param outlets what its services write to */
    ProxyLink(
            EngineParts parts,
            ChildProcess child,
            ChildVariables variables,
            InheritedSockets sockets,
            Outlets outlets,
            RecordedLog log) {
        this.parts = parts;
        this.child = child;
        this.variables = variables;
        this.sockets = sockets;
        this.outlets = outlets;
        this.log = log;
        this.commands = new PacedCommands(child::send);
        this.answers = new Answers(parts.loop());
        this.descent = new Descent(child.identity(), parts.table());
    }

    void start(ServiceRun run, Path folder) {
        ServiceSpec spec = run.spec();
        String name = run.id().name();
        Optional<String> problem = missing(spec).or(() -> variables.prepare(run));
        if (problem.isPresent()) {
            run.failed(problem.get());
            return;
        }
        if (run.isHeldUp(variables.of(run), folder)) {
            variables.forget(run);
            return;
        }
        runs.find(name).ifPresent(this::remove);
        runs.add(run);
        run.log().holdBack();
        answers.expect(run);
        byte[] start = start(run, folder, Outputs.PASSED_ON);
        byte[] line = commands.mayNamePipes(start) ? start(run, folder, outlets.open(run)) : start;
        commands.start(name, line, needs(spec), reason -> {
            remove(run);
            run.failedForGood(reason);
        });
    }

    private byte[] start(ServiceRun run, Path folder, Outputs outputs) {
        ServiceSpec spec = run.spec();
        return CommandEncoder.encode(new ProxyCommand.Start(
                run.id().name(),
                spec.command(),
                variables.given(run).with(ServiceVariables.RUN, run.family().mark()),
                spec.streams(),
                spec.sockets(),
                Optional.of(folder.toString()),
                spec.runAs(),
                outputs));
    }

    /** What a proxy must know lest the process has more rights than it is to have. */
    private static Optional<Ability> needs(ServiceSpec spec) {
        return Optional.of(Ability.RIGHTS).filter(rights -> !spec.runAs().equals(RunAs.PANEL));
    }

    /** Which socket of a service it cannot hand on, in a sentence for people; empty where it has all. */
    Optional<String> missing(ServiceSpec spec) {
        return sockets.missing(spec);
    }

    private void remove(ServiceRun run) {
        runs.remove(run);
        variables.forget(run);
        outlets.forget(run);
        answers.expectNone(run);
    }

    /** Whether it was asked for that process, which is not gone. */
    boolean has(ServiceRun run) {
        return runs.has(run);
    }

    /** All processes that belong to the services which it was asked for. */
    Set<ProcessIdentity> belongings(Census census) {
        return runs.all().stream()
                .flatMap(run -> run.family().in(census).stream())
                .map(SeenProcess::identity)
                .collect(Collectors.toSet());
    }

    /** Takes back a start that was not sent yet; false where it was. */
    boolean withdraw(ServiceRun run) {
        boolean unsent = runs.isAskedFor(run) && commands.withdraw(run.id().name());
        if (unsent) {
            remove(run);
        }
        return unsent;
    }

    /** Does something to a process as soon as a signal can be sent to it without reaching anybody else. */
    void whenSafe(ServiceRun run, Runnable act) {
        Instant latest = run.startedAt().orElse(Instant.MIN).plus(HOLD_BACK);
        onceItLeads(run, latest, act);
    }

    /** Has the proxy ask a process to end; says in a short phrase what was done. */
    String terminate(ServiceRun run, Signal signal, Optional<Reach> reach) {
        sendStop(run, signal, reach);
        return version2
                ? "SIG" + signal + " asked of its proxy"
                : "SIGTERM asked of its proxy, which speaks version 1 and sends no other signal";
    }

    /**
     * A proxy of version 1 that is told to stop a child which does not lead a group yet takes its own group down, and
     * itself with it. A child that has just come to lead one may still have the proxy's signal handlers, which take its
     * siblings down. So a signal waits until it is safe.
     */
    private void onceItLeads(ServiceRun run, Instant latest, Runnable act) {
        if (version2 || parts.loop().now().isAfter(latest)) {
            act.run();
        } else if (descent.leadsItsGroup(run)) {
            parts.loop().delay(LOOK_AGAIN, act);
        } else {
            parts.loop().delay(LOOK_AGAIN, () -> onceItLeads(run, latest, act));
        }
    }

    private void sendStop(ServiceRun run, Signal signal, Optional<Reach> reach) {
        if (runs.isAskedFor(run)) {
            String name = run.id().name();
            Optional<Signal> other = Optional.of(signal).filter(wanted -> version2 && wanted != Signal.TERM);
            commands.command(
                    name, CommandEncoder.encode(new ProxyCommand.Stop(name, other, reach.filter(whom -> version2))));
        }
    }

    /** Has the proxy send it a signal; false where it speaks version 1, which has no command for that. */
    boolean signal(ServiceRun run, Signal signal) {
        if (version2 && runs.isAskedFor(run) && signal == Signal.KILL) {
            sendStop(run, signal, Optional.empty());
            return true;
        }
        String name = run.id().name();
        if (version2 && runs.isAskedFor(run)) {
            commands.command(name, CommandEncoder.encode(new ProxyCommand.SendSignal(name, signal)));
            return true;
        }
        return false;
    }

    /** Tells the proxy to end; false where it speaks version 1, which has no command for that. */
    boolean shutdown() {
        if (version2) {
            commands.command("", CommandEncoder.encode(new ProxyCommand.Shutdown()));
        }
        return version2;
    }

    /**
     * Has it fork from a worker's memory from now on.
     *
     * @param worker empty for its own memory
     */
    void refork(Optional<String> worker) {
        commands.command("", CommandEncoder.encode(new ProxyCommand.Refork(worker)));
    }

    void said(ProxyMessage message) {
        answers.hear();
        if (message instanceof ProxyMessage.Ready ready) {
            ready(ready.ready());
        } else if (message instanceof ProxyMessage.Started started) {
            started(started);
        } else if (message instanceof ProxyMessage.Stopped stopped) {
            stopped(stopped);
        } else if (message instanceof ProxyMessage.Failed failed) {
            failed(failed);
        }
    }

    private void ready(ProxyStatus.Ready ready) {
        variables.areLoaded(ready.environment());
        passesInputOn = ready.can(ProxyStatus.Ability.INPUT);
        if (ready.protocol() >= 2) {
            version2 = true;
            commands.takesAnything(ready.abilities());
        }
    }

    private void started(ProxyMessage.Started started) {
        answered(started.name());
        ServiceRun run = runs.find(started.name()).orElse(null);
        if (run == null) {
            log.note("The proxy says that it started " + started.name() + ", which it was not asked to.");
        } else if (run.isRetired()) {
            isLate(run);
        } else if (run.startedAt().isPresent()) {
            log.note("The proxy says again that it started " + started.name() + ". That was ignored.");
        } else {
            answers.expectNone(run);
            outlets.settle(run);
            Optional<Facts> facts = parts.table().facts(started.pid());
            boolean ours = facts.filter(descent::isChild).filter(this::isFree).isPresent();
            if (facts.isPresent() && !ours) {
                log.note("The proxy says that " + started.name() + " is process " + started.pid()
                        + ", which is not its child, or another's. It will not be sent any signal.");
            }
            if (passesInputOn && run.spec().streams().openStdin()) {
                String name = started.name();
                run.typing().opens(new ProxyInput(name, child, line -> commands.command(name, line)));
            }
            run.started(new RunStart(
                    ours ? facts.map(Facts::identity) : Optional.empty(),
                    OptionalLong.of(started.pid()),
                    variables.of(run),
                    true,
                    outlets.of(run),
                    started.ownProgram(),
                    parts.loop().now()));
        }
    }

    /** Whether no other service is known to have that process. */
    private boolean isFree(Facts facts) {
        return runs.all().stream().noneMatch(run -> run.identity().equals(Optional.of(facts.identity())));
    }

    /** Nobody waits for it any more. */
    private void isLate(ServiceRun run) {
        log.note("The proxy has started " + run.id() + " too late. It is stopped.");
        onceItLeads(run, parts.loop().now().plus(HOLD_BACK), () -> sendStop(run, Signal.TERM, Optional.empty()));
        parts.loop().delay(PATIENCE, () -> signal(run, Signal.KILL));
    }

    private void stopped(ProxyMessage.Stopped stopped) {
        answered(stopped.name());
        ServiceRun run = runs.find(stopped.name()).orElse(null);
        if (run == null) {
            log.note("The proxy says that " + stopped.name() + " has stopped, which it did not run.");
        } else if (isAnother(stopped.pid(), run.pid())) {
            log.note("The proxy says that " + stopped.name() + " has stopped, but names another process. "
                    + "That was ignored.");
        } else {
            remove(run);
            run.exited(Optional.of(stopped.exitStatus()), parts.loop().now());
            runs.isSaidToBeGone(run);
        }
    }

    private static boolean isAnother(OptionalLong said, OptionalLong known) {
        return said.isPresent() && known.isPresent() && said.getAsLong() != known.getAsLong();
    }

    private void failed(ProxyMessage.Failed failed) {
        answered(failed.name());
        ServiceRun run = runs.find(failed.name()).orElse(null);
        if (run == null || run.startedAt().isPresent()) {
            log.note("The proxy says that it could not start " + failed.name() + ": " + failed.reason());
        } else {
            remove(run);
            if (failed.isFinal()) {
                run.failedForGood(failed.reason() + (failed.reason().endsWith(".") ? "" : "."));
            } else {
                run.failed(failed.reason());
            }
        }
    }

    private void answered(String service) {
        commands.answered(service);
    }

    /** The proxy is gone: all that it was asked for or ran is nobody's now. */
    void orphanAll(String reason) {
        List<ServiceRun> all = runs.all();
        all.forEach(this::remove);
        all.forEach(run -> run.orphaned(reason));
    }
}
