package controlfreak.engine.proxy;

import controlfreak.engine.base.EngineLoop;
import controlfreak.engine.service.RunOutput;
import controlfreak.engine.service.ServiceRun;
import controlfreak.process.ChildStream;
import controlfreak.process.Launcher;
import controlfreak.process.NamedPipes;
import controlfreak.process.OutputPipes;
import controlfreak.protocol.ProxyCommand.Outputs;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pipes by which the services of one process of a proxy write straight to their logs, so that the proxy holds and
 * passes on nothing of theirs, and what they wrote is whole whatever it died of. Engine thread, but for what says so.
 */
final class Outlets {
    private final Launcher launcher;
    private final EngineLoop loop;
    private final Map<String, Outlet> outlets = new ConcurrentHashMap<>();

    private record Outlet(NamedPipes pipes, RunOutput output) {
        Optional<String> name(ChildStream stream) {
            return pipes.name(stream).map(Path::toString);
        }
    }

    Outlets(Launcher launcher, EngineLoop loop) {
        this.launcher = launcher;
        this.loop = loop;
    }

    /** Makes those of a process that is to be asked for. */
    Outputs open(ServiceRun run) {
        RunOutput output = new RunOutput(run, loop);
        Outlet outlet = new Outlet(launcher.namedPipes(run.spec().streams(), output), output);
        outlets.put(run.id().name(), outlet);
        return new Outputs(outlet.name(ChildStream.STDOUT), outlet.name(ChildStream.STDERR));
    }

    /** Those of a process that has started. */
    OutputPipes of(ServiceRun run) {
        return Optional.ofNullable(outlets.get(run.id().name()))
                .map(outlet -> outlet.pipes().ids())
                .orElse(OutputPipes.NONE);
    }

    /** The proxy has opened them for that process, or never will. */
    void settle(ServiceRun run) {
        Optional.ofNullable(outlets.get(run.id().name())).map(Outlet::pipes).ifPresent(NamedPipes::settle);
    }

    /** The proxy has nothing to do with that process any more; what lives on of it is heard all the same. */
    void forget(ServiceRun run) {
        settle(run);
        outlets.remove(run.id().name());
    }

    /** A process has ended: takes what it wrote before that is told. I/O thread only. */
    void drain(String name) {
        Outlet outlet = outlets.get(name);
        if (outlet != null) {
            outlet.pipes().drain();
            outlet.output().flush();
        }
    }

    /** The proxy has ended, and its services soon will. I/O thread only. */
    void drainAll() {
        outlets.values().forEach(outlet -> outlet.pipes().drain());
    }
}
