package controlfreak.programs;

import static org.awaitility.Awaitility.await;

import controlfreak.engine.RealEngine;
import controlfreak.engine.Service;
import controlfreak.log.LogLine;
import controlfreak.log.LogStream;
import controlfreak.model.Command;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Stop;
import controlfreak.model.rights.RunAs;
import controlfreak.model.status.ServiceState;
import controlfreak.programs.Program.Drops;
import controlfreak.workspace.PresetFiles;
import controlfreak.workspace.preset.Preset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/** Has the engine run one program, and tells of each thing that people do with it whether it went well. One thread. */
final class Trial {
    /** What is tried, in this order. */
    enum Step {
        START,
        LOG,
        RELOAD,
        STOP,
        DATA,
        CRASH,
        RESTART,
        END
    }

    static final String GOOD = "ok";
    static final String NONE = "–";

    /** What it had begun was lost, as the program itself has it. */
    static final String DROPPED = "dropped";

    private final RealEngine engine;
    private final Program program;
    private final Optional<Service> beside;
    private final Service service;
    private final Map<Step, String> outcome = new EnumMap<>(Step.class);

    private Trial(RealEngine engine, Program program, ServiceSpec spec) throws Exception {
        this.engine = engine;
        this.program = program;
        beside = program.beside().isPresent() ? Optional.of(add(beside(program))) : Optional.empty();
        service = add(spec);
    }

    private Service add(ServiceSpec spec) throws Exception {
        return engine.done(engine.controller.addService(spec)).get(0);
    }

    /** The service as a user types its command, as whom it insists on being; what else it needs the panel knows by itself. */
    static ServiceSpec plain(Program program) {
        return ServiceSpec.of(program.name().replace('.', '-'), new Command.Text(program.command()))
                .withCwd(Optional.of(program.folder().toString()))
                .with(draft -> draft.runAs = RunAs.PANEL.withUser(program.user()));
    }

    private static ServiceSpec beside(Program program) {
        return ServiceSpec.of(
                        program.name() + "-beside",
                        new Command.Text(program.beside().orElseThrow()))
                .withCwd(Optional.of(program.folder().toString()));
    }

    /** The same with what its preset adds. */
    static ServiceSpec withPreset(Program program, Preset preset) {
        return PresetFiles.completed(plain(program), preset);
    }

    /** Tries all; a step that was never reached is missing. */
    static Map<Step, String> run(RealEngine engine, Program program, ServiceSpec spec) throws Exception {
        Trial trial = new Trial(engine, program, spec);
        try {
            trial.all();
        } catch (Throwable stuck) {
            trial.outcome.put(
                    trial.next(),
                    trial.service.status().state() + " "
                            + trial.service.status().cause() + ": " + stuck.getMessage());
        } finally {
            trial.remove(trial.service);
            if (trial.beside.isPresent()) {
                trial.remove(trial.beside.get());
            }
        }
        return trial.outcome;
    }

    private void remove(Service ended) throws Exception {
        engine.done(ended.down());
        engine.done(engine.controller.destroyService(ended.id()));
    }

    private Step next() {
        return Step.values()[outcome.size()];
    }

    private void all() throws Exception {
        if (beside.isPresent()) {
            engine.done(beside.get().start());
        }
        start();
        note(Step.START, serves());
        await().until(() -> service.log().from(0, 1000).stream().anyMatch(Trial::isOfTheProgram));
        note(Step.LOG, true);
        outcome.put(Step.RELOAD, service.spec().control().reload().isPresent() ? reload() : NONE);
        Work.Begun begun = program.work().begin();
        engine.done(service.stop());
        note(Step.STOP, service.status().state() == ServiceState.STOPPED);
        if (!begun.isWhole()) {
            outcome.put(Step.STOP, mayDrop() ? DROPPED : "What it had begun was lost.");
        }
        start();
        note(Step.DATA, serves() && program.work().kept());
        OptionalLong killed = service.status().pid();
        ProcessHandle.of(killed.orElseThrow()).orElseThrow().destroyForcibly();
        await().until(() -> isUp() && !service.status().pid().equals(killed));
        note(Step.CRASH, serves());
        OptionalLong before = service.status().pid();
        engine.done(service.restart());
        note(Step.RESTART, serves() && !service.status().pid().equals(before));
        engine.done(service.stop());
        note(Step.END, service.status().state() == ServiceState.STOPPED && !answers());
    }

    private boolean mayDrop() {
        boolean isByTerm = service.spec().control().stop().equals(Stop.DEFAULT);
        return program.drops() == Drops.ALWAYS || (program.drops() == Drops.ON_TERM && isByTerm);
    }

    private static boolean isOfTheProgram(LogLine line) {
        return line.stream() == LogStream.OUT || line.stream() == LogStream.ERR;
    }

    private void start() throws Exception {
        engine.done(service.start());
        await().until(this::isUp);
    }

    private boolean isUp() {
        return service.status().state() == ServiceState.RUNNING
                && (service.spec().health().ready().isEmpty()
                        || service.status().ready());
    }

    private boolean serves() {
        await().until((Callable<Boolean>) program.work()::answers);
        return true;
    }

    private boolean answers() {
        try {
            return !(program.work() instanceof Work.Nothing || program.work() instanceof Work.Commands)
                    && program.work().answers();
        } catch (Exception refused) {
            return false;
        }
    }

    private String reload() throws Exception {
        OptionalLong before = service.status().pid();
        engine.done(service.reload());
        serves();
        return service.status().pid().equals(before) ? GOOD : "another pid";
    }

    private void note(Step step, boolean isGood) {
        outcome.put(
                step,
                isGood
                        ? GOOD
                        : service.status().state() + " " + service.status().cause());
    }
}
