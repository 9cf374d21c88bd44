package controlfreak.engine.service;

import controlfreak.engine.base.Argv;
import controlfreak.engine.base.Causes;
import controlfreak.engine.base.EngineParts;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.ServiceVariables;
import controlfreak.model.SocketVariables;
import controlfreak.model.Streams;
import controlfreak.process.ChildStream;
import controlfreak.process.Leftover;
import controlfreak.process.NamedPipes;
import controlfreak.process.OutputPipes;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import controlfreak.process.SeenProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Gives a service the process that an earlier panel has left alive, where there is one, instead of starting another beside
 * it. One for each service; engine thread only.
 */
public final class TakingUp extends ForwardingSource {
    /** What a process has of its start that is no variable of its service's. */
    private static final Set<String> NOT_GIVEN =
            Set.of(ServiceVariables.RUN, ServiceVariables.WATCHDOG_PID, SocketVariables.PID);

    private final EngineParts parts;
    private final ServiceId id;

    /** One that is asked for before it is known what an earlier panel has left. */
    private Optional<ServiceRun> early = Optional.empty();

    /** @param source gives all others */
    public TakingUp(EngineParts parts, ServiceId id, ProcessSource source) {
        super(source);
        this.parts = parts;
        this.id = id;
    }

    /** A process of a service that an earlier panel has started, that lives, and that nobody watches. */
    public static Optional<Leftover> find(EngineParts parts, ServiceId id) {
        return parts.journal().leftOf(id.name(), parts.table()).filter(left -> canBeWatched(left, parts.table()));
    }

    /** Whether it is known to be a service's, and its first process lives, whose end would be its end. */
    public static boolean canBeWatched(Leftover left, ProcessTable table) {
        return left.run().isPresent()
                && table.facts(left.leader().pid())
                        .filter(facts -> facts.identity().equals(left.leader()))
                        .isPresent();
    }

    @Override
    public boolean isLeft() {
        return find(parts, id).isPresent();
    }

    @Override
    public Optional<String> refusal() {
        return isLeft() ? Optional.empty() : source.refusal();
    }

    @Override
    public void start(ServiceRun run) {
        if (parts.journal().isOpen()) {
            begin(run);
        } else {
            early = Optional.of(run);
            parts.journal()
                    .whenOpen(() -> parts.loop()
                            .run(() -> run.report(() -> {
                                if (withdraws(run)) {
                                    begin(run);
                                }
                            })));
        }
    }

    private boolean withdraws(ServiceRun run) {
        boolean isEarly = early.filter(one -> one == run).isPresent();
        early = isEarly ? Optional.empty() : early;
        return isEarly;
    }

    private void begin(ServiceRun run) {
        Optional<Leftover> left = find(parts, id);
        if (left.isPresent()) {
            takeUp(run, left.get());
        } else {
            source.start(run);
        }
    }

    private void takeUp(ServiceRun run, Leftover left) {
        ServiceSpec spec = run.spec();
        ProcessIdentity leader = left.leader();
        run.process().takesUp(left);
        parts.journal().isWatched(leader);
        Optional<Map<String, String>> known = variables(spec, left);
        Map<String, String> variables = known.orElseGet(() -> source.variables(spec, id));
        run.log().holdBack();
        RunOutput output = new RunOutput(run, parts.loop());
        OutputPipes wanted = left.run().orElseThrow().pipes();
        NamedPipes pipes = parts.launcher().reopen(wanted, pids(run, leader), output);
        run.health().takesUp(left.run().get().wasReady(), words(spec, pipes));
        if (run.isHeldUp(variables, folder(spec))) {
            run.log().letGo();
            return;
        }
        Instant now = parts.loop().now();
        run.started(new RunStart(
                Optional.of(leader),
                OptionalLong.of(leader.pid()),
                variables,
                known.isPresent(),
                wanted,
                false,
                now.minus(parts.table().age(leader).orElse(Duration.ZERO))));
        parts.launcher().follow(leader, end -> {
            pipes.drain();
            output.flush();
            parts.loop().run(() -> run.exited(end, parts.loop().now()));
        });
    }

    private Collection<Long> pids(ServiceRun run, ProcessIdentity leader) {
        List<Long> all = parts.lookout()
                .now()
                .map(census ->
                        run.family().in(census).stream().map(SeenProcess::pid).toList())
                .orElse(List.of());
        return all.isEmpty() ? List.of(leader.pid()) : all;
    }

    /**
     * What it was given, where that can be seen and is its own: what a proxy has forked shows the proxy's, and some programs
     * overwrite them.
     */
    private Optional<Map<String, String>> variables(ServiceSpec spec, Leftover left) {
        return parts.table()
                .variables(left.leader())
                .filter(seen -> !left.mark().isEmpty() && left.mark().equals(seen.get(ServiceVariables.RUN)))
                .map(seen -> {
                    Map<String, String> given = new HashMap<>(seen);
                    given.keySet().removeAll(NOT_GIVEN);
                    // What the command itself sets is no variable of the service's.
                    Argv.variables(spec.command(), Map.of()).forEach(given::remove);
                    return Map.copyOf(given);
                });
    }

    /** What is not as it was while the panel lived that has started it. */
    private String words(ServiceSpec spec, NamedPipes pipes) {
        Streams streams = spec.streams();
        boolean lacksOut =
                streams.keepStdout() && pipes.name(ChildStream.STDOUT).isEmpty();
        boolean lacksErr =
                streams.keepStderr() && pipes.name(ChildStream.STDERR).isEmpty();
        boolean lacksAll = lacksOut == streams.keepStdout() && lacksErr == streams.keepStderr();
        String what = lacksAll ? "what it writes" : lacksOut ? "its standard output" : "its standard error";
        String unseen = lacksOut || lacksErr ? what + " is not seen until its next start" : "";
        String deaf = streams.openStdin() ? "its standard input has ended" : "";
        return Causes.joined(source.loss(), Causes.joined(unseen, deaf));
    }

    @Override
    public String waitsFor() {
        return early.isPresent() ? "looks for what an earlier panel has left" : source.waitsFor();
    }

    @Override
    public boolean withdraw(ServiceRun run) {
        return withdraws(run) || source.withdraw(run);
    }
}
