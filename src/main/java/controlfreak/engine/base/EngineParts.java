package controlfreak.engine.base;

import controlfreak.log.LogStore;
import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.InheritedVariables;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.ServiceVariables;
import controlfreak.model.SocketVariables;
import controlfreak.model.Streams;
import controlfreak.process.Connector;
import controlfreak.process.Family;
import controlfreak.process.LaunchException;
import controlfreak.process.LaunchRequest;
import controlfreak.process.Launcher;
import controlfreak.process.Listeners;
import controlfreak.process.Notices;
import controlfreak.process.Privileges;
import controlfreak.process.ProcessTable;
import controlfreak.process.RunJournal;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.IntUnaryOperator;

/**
 * All that the engine needs from outside. Immutable; any thread.
 *
 * @param privileges as whom and with what processes may be started
 * @param matching where lines of logs are matched by expressions that may take long, one task after the other
 * @param disk where files are read that services write, several at a time: one that hangs must not hold up others
 * @param random gives an integer from 0 up to, and without, its argument; for {@link Backoff}
 * @param inherited the panel's own variables; processes get those that are not for the panel alone
 * @param proxiesFolder where the proxy programs are that come with the panel
 * @param lookout sees who belongs to what runs
 * @param sockets those of the workspace that listen
 */
public record EngineParts(
        EngineLoop loop,
        Launcher launcher,
        Privileges privileges,
        ProcessTable table,
        Connector ports,
        Notices notices,
        RunJournal journal,
        LogStore logs,
        Executor matching,
        Executor disk,
        IntUnaryOperator random,
        Map<String, String> inherited,
        Path proxiesFolder,
        Lookout lookout,
        Sockets sockets) {
    public EngineParts {
        inherited = InheritedVariables.of(inherited);
    }

    public EngineParts(
            EngineLoop loop,
            Launcher launcher,
            Privileges privileges,
            ProcessTable table,
            Listeners listeners,
            Connector ports,
            Notices notices,
            RunJournal journal,
            LogStore logs,
            Executor matching,
            Executor disk,
            IntUnaryOperator random,
            Map<String, String> inherited,
            Path proxiesFolder) {
        this(
                loop,
                launcher,
                privileges,
                table,
                listeners,
                ports,
                notices,
                journal,
                logs,
                matching,
                disk,
                random,
                inherited,
                proxiesFolder,
                new Lookout(loop, table));
    }

    private EngineParts(
            EngineLoop loop,
            Launcher launcher,
            Privileges privileges,
            ProcessTable table,
            Listeners listeners,
            Connector ports,
            Notices notices,
            RunJournal journal,
            LogStore logs,
            Executor matching,
            Executor disk,
            IntUnaryOperator random,
            Map<String, String> inherited,
            Path proxiesFolder,
            Lookout lookout) {
        this(
                loop,
                launcher,
                privileges,
                table,
                ports,
                notices,
                journal,
                logs,
                matching,
                disk,
                random,
                inherited,
                proxiesFolder,
                lookout,
                new Sockets(listeners, table, lookout, journal));
    }

    /** The same for one owner, for whom all tasks are done. */
    public EngineParts within(Bulkhead bulkhead) {
        return new EngineParts(
                bulkhead.around(loop),
                launcher,
                privileges,
                table,
                ports,
                notices,
                journal,
                logs,
                matching,
                disk,
                random,
                inherited,
                proxiesFolder,
                lookout,
                sockets);
    }

    /** Something that ends all of a family. */
    public GroupStop stop(Family family, GroupStop.Listener listener) {
        return new GroupStop(loop, table, lookout, family, listener);
    }

    /** What the engine itself tells a process of a service by variables. */
    public Environment variablesOf(ServiceSpec service, ServiceId id) {
        Environment own = ServiceVariables.of(id).and(SocketVariables.of(service, sockets.specs()));
        Environment heard =
                service.health().isHeard() ? own.with(ServiceVariables.NOTIFY_SOCKET, notices.address(id.name())) : own;
        return service.health()
                .heartbeat()
                .map(every -> heard.with(ServiceVariables.WATCHDOG_USEC, Long.toString(every.toNanos() / 1000)))
                .orElse(heard);
    }

    /**
     * What runs a command beside a service: as whom that runs, for a file of its user must not be run as another.
     *
     * @param environment all variables that it gets
     * @throws LaunchException where the panel may not run it as that
     */
    public LaunchRequest beside(ServiceSpec service, Command command, Map<String, String> environment, Path folder)
            throws LaunchException {
        return new LaunchRequest(Argv.of(command), Argv.variables(command, environment), folder, Streams.DEFAULT, false)
                .after(privileges.prelude(service.runAs().withoutBounds()));
    }
}
