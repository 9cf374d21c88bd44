package controlfreak.engine.service;

import controlfreak.engine.base.Beside;
import controlfreak.engine.base.EngineParts;
import controlfreak.engine.base.RefusedException;
import controlfreak.log.RecordedLog;
import controlfreak.model.Ask;
import controlfreak.model.Command;
import controlfreak.model.Reach;
import controlfreak.model.Reload;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ServiceStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Has the process of one service take up changed settings while it runs, once its check, if it has one, has found them
 * right. Engine thread only.
 */
final class Reloading {
    /** How long a check, or a command that reloads, may take. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final ServiceId id;
    private final EngineParts parts;
    private final ProcessSource source;
    private final Signalling signalling;
    private final RecordedLog log;
    private final Supplier<ServiceStatus> status;
    private final Supplier<Optional<ServiceRun>> run;
    private boolean isUnderWay;

    /**
     * @param status the one of now
     * @param run the process of now
     */
    Reloading(
            ServiceId id,
            EngineParts parts,
            ProcessSource source,
            Signalling signalling,
            RecordedLog log,
            Supplier<ServiceStatus> status,
            Supplier<Optional<ServiceRun>> run) {
        this.id = id;
        this.parts = parts;
        this.source = source;
        this.signalling = signalling;
        this.log = log;
        this.status = status;
        this.run = run;
    }

    /** @param stage is told what was done, as in {@code pid 4711}; or why nothing was */
    void begin(ServiceSpec spec, CompletableFuture<String> stage) {
        Optional<Reload> reload = spec.control().reload();
        Optional<ServiceRun> living = run.get().filter(found -> isLiving());
        if (reload.isEmpty()) {
            RefusedException.refuse(stage, id + " has no way to reload. Give it one in its settings.");
        } else if (living.isEmpty()) {
            RefusedException.refuse(stage, id + " has no process that could reload.");
        } else if (isUnderWay) {
            RefusedException.refuse(stage, id + " is reloading already.");
        } else if (reload.get().check().isEmpty()) {
            ask(reload.get(), spec, living.get(), stage);
        } else {
            Command check = reload.get().check().get();
            Beside beside = living.get().ending().beside();
            run(
                            "check",
                            check,
                            living.get(),
                            beside::marked,
                            stage,
                            passed -> ask(reload.get(), spec, living.get(), stage))
                    .leader()
                    .ifPresent(beside::lives);
        }
    }

    private boolean hasEnded(ServiceRun living) {
        return !isLiving() || !living.goesOn();
    }

    private boolean isLiving() {
        return status.get().state().isLive() && status.get().pid().isPresent();
    }

    private void ask(Reload reload, ServiceSpec spec, ServiceRun living, CompletableFuture<String> stage) {
        if (hasEnded(living)) {
            RefusedException.refuse(stage, id + " was not reloaded: it has ended meanwhile.");
        } else if (reload.ask() instanceof Ask.Send send) {
            Reach reach = send.reach().orElse(Reach.PROGRAM);
            source.whenSafe(living, () -> signalling.send(send.signal(), reach, run.get(), stage));
        } else if (reload.ask() instanceof Ask.Run command) {
            // What it starts belongs to the service: it may go on in the place of what runs now.
            run("reload", command.command(), living, living.family()::marked, stage, stage::complete);
        }
    }

    private Errand run(
            String purpose,
            Command command,
            ServiceRun living,
            UnaryOperator<Map<String, String>> marked,
            CompletableFuture<String> stage,
            Consumer<String> done) {
        isUnderWay = true;
        log.note(purpose + ": " + command.display());
        Map<String, String> environment = living.process().environment();
        Errand.Given given = new Errand.Given(living.spec(), marked.apply(environment), source.folder(living.spec()));
        Consumer<Errand.End> told = end -> {
            isUnderWay = false;
            log.note(purpose + ": " + end.words());
            if (end.isGood()) {
                done.accept(command.display());
            } else if (hasEnded(living)) {
                RefusedException.refuse(stage, id + " was not reloaded: it has ended meanwhile.");
            } else {
                RefusedException.refuse(
                        stage,
                        id + " was not reloaded. Its " + purpose + " (" + command.display() + ") failed: "
                                + end.words());
            }
        };
        return Errand.begin(parts, log, purpose, command, given, told).within(LONGEST);
    }
}
